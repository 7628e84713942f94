/**
 * Given names that are common in the Netherlands, folded; many are those of the Dutch list of Faker (faker-js, MIT). Only to see a name that is
 * written in small letters, or turned round: one with capitals is mostly seen without. Names that are words of every day too (Mark, Roos, Bas)
 * are left out.
 */
const names = `
aad aaliyah aaltje aaron abby abdel abdelkader abdellah abdullah abe abel abigail abraham achmed ada adam adriaan adrian adriana ahmad
ahmed ahmet aiden aimee aisha alan albert aleksander alex alexander alexandra aleyna alfred ali alice alicia alina alisa aliya aliyah alma
alparslan alya alyssa amalia amara amaya amelia amelie amin amina amir amira amy andre andrea andreas angela angelina angelique anita anja
anke ankie anna annabel anne annelies annemarie annemieke annemijn annet annette annick annie anouar anouk anthony antje antoinette anton
antoni antoon aras arda ariana arie arjan arjen armin arno arnold aron arthur arya asel ashley asiya astrid asya ava aya ayana ayaz ayden
ayla aylin ayman ayoub ayse aysel azra babette badr barbara bart bastiaan beatrix bella benja benjamin bente benthe bentley benyamin
berend bernadette bernard bert bertus betty bianca bibi bilal bjorn boaz bobbi bobbie bodhi bodi boris boudewijn bowie bradley brahim bram
brandon brenda brenn brent brian brigitte britt bruce bruno bryan carel carin carla carlijn carlo carmen carolien carolina caroline casper
cataleya catharina cato cees celine chantal charlie charlotte chelsey chloe chris christa christiaan christian christina christine
christopher cindy claire claudia claus coen colin collin conny cor cora corine cornelia cornelis corrie daan daantje daley damian damin
dana dani daniel danielle danilo danique danny dante daphne dave davey davi david davina davy dax dean debby defne deniz dennis derk
desiree devin dewi dex dexx diana diede diederik diego dieke dieuwke dilara dimitri dina dineke dion dirk djayden djenna dominik dominique
donald donny dorian dorien doris dorothea douwe driss duco duuk dylan dylano eddy edith eduard edwin eef eefje eelco eelke ela eleanor
elena eleonora eli eliana elias elif elijah elin elina eline elisa elisabeth elise eliza elizabeth elize ella elle ellen elly elodie els
elsbeth elynn emiel emile emilia emilie emily emin emine emma emmy emre ensar enzo eray erica erik erna ernst erwin esma esmee esra esther
ethan eugene eva evan evelien eveline evelyn evert evie evy eymen ezra fabian fabienne fadime famke farah fardau fatima fatma fay faya
faye fayen fayenne febe fedde feline felix femke femm fenna fenne ferdinand ferre fieke fien fiene fiep filip filou finley finn finnley
floortje flore florence florian florine floris flynn folkert fos foss francien francine francis francisca frank frans fred freddy frederik
frederique freek frenkie freya frits froukje fynn gabriel gaia gea geert geertje geesje george gerard gerben gerda gerrie gerrit gertjan
gideon giel gigi gijs gijsbert gina gioia giovanni giulia glenn gonnie greetje guido gunther guus guusje gwen hafsa hailey hakan halil
hamza hanna hannah hanne hanneke hannie hans hansje harald harold harrie harriet harry harvey hasan hassan hayley heidi hein heleen helena
helene helma hendrik hendrika henk hennie henny henri henriette herman hetty hidaya hidde hilda hilde hira hugo huib huseyin huub ian
ibrahim idris igor ilay ilham ilias ilse ilyas imane imani imke imran ina inara inaya indy ineke ines inge ingeborg ingrid irene irma isa
isaac isabeau isabel isabella isabelle isaiah ise ismail isra ivan ivar ivo ivonne ize izzy jaap jacco jace jack jackie jackson jacky jaco
jacob jacoba jacobus jacqueline jacques jada jadranka jaelynn jailey jaimy jairo jaivey jake jakob jakub jalou jamal james jamie jan jana
jane janine janna janne janneke jannes jantine jantje janwillem jara jari jason jasper javi jax jaxon jaxx jayce jayda jayden jaylano
jaylen jaylinn jayson jayvano jazzlyn jazzlynn jeanette jeannette jefta jelle jelmer jelte jenna jennifer jenny jens jente jeppe jeremiah
jeroen jerry jesper jess jesse jessica jessie jesslyn jesslynn jetske jette jidde jill jim jimi jimmy jinte jinthe jip joah joanna joas
jochem joel joelle joep joes joey johan johanna johannes john johnny jolanda jolande jolanthe jolie jolien jolijn jona jonah jonas
jonathan joost jop jordan jordy jorien joris jorn jorrit jort jos jose josefien joseph josephine josh joshua josine joya joyce juda judith
jula julan jule jules julia julian julie juliette julius juna junayd juno jur jurgen jurre justin juul kacper kai kaj karam karel karim
karin karlijn karolien kasper kate katinka katja kato kay kayden kaylee kayleigh keano kees kenan kenji kensi kenza kenzo kerem kevin
khadija khalid kian kiara kiki kim kira kirsten kjeld klaartje klaas klara koen koos krijn kristel kyan kyano kyara kyra laila lambert
lana lara lars lasse laura laure lauren laurens laurie layla leah leendert len lena lenn lennart lenne lennon lennox leo leon leonardo
leonie leontine levi lewis lexi lexie leyla lia liam lidwien lieke liene liesbeth lieuwe lieve lilian liliana lilly lilou lina linda linn
linne lisa lisanne lise liselotte lisette liv liva livia liya liyam liyana liz liza lize lizz lizzy loa lodewijk loek loes logan lois lola
lorena lorenzo lott lotte loua louay louie louis louise lova luc luca lucas luciano lucie lucy ludo luka lukas luke luna lune luuk luus
lyam lydia lynn maaike maarten maartje machteld macy mae maes maeve maher mahir maja malik malou mandy manfred manoah manon manu manuel
marc marcel marco marcus margaretha margot margreet margriet maria marian marianne maricke marie marieke marielle marijke marijn marina
marinus mario marion marit marius marja marjan marjo marjolein marjolijn marleen marley marlie marlies marlous marly marrit martijn martin
martina martine martinus marwa marwan maryam mateo mathieu mathijs mathilde matteo matthew matthias matthijs matz maud maurice maurits
maximilian maya mayra maysa mayson megan meghan mehmet meike melanie melina melisa melissa melle mels menno merijn merle mert meryem mette
mex meyra micah micha michael michel michelle michiel mick midas mieke miep miguel mika mike mikki milan milana milano milena miley milly
milo milou mira miran miranda mirjam mirte mirthe mirza mitch mitchell mohamed mohammad mohammed monica moniek monika monique morris
moussa mozes muhammad muhammed murat musa mustafa myla mylan mylo myra myrthe nadia nadine nancy naomi naoufal naoufel natan natasja
nathalie nathan naud neeltje nela nelleke nena nick nico nicolaas nicole nicolette niek niels niene nienke nika nikki nikkie nikodem nila
nils nina nino ninthe nisa noa noah noam noami noan noe noella noelle nola nolan nomi noor noortje nora norah nore noud nour nouri nout
novan novi nowi nox nynke odin olaf ole oleg olga oliver olivia olivier oliwia oliwier omar onno oscar oskar osman otis ottilie otto
oumayra owen pascal patricia patrick paul paula pauline peggy pelle pepijn peter petra phileine philip philou pien pierre piet pieter pim
pippa pleun pola quin quinn quinten quinty quirijn rachel rachid rafael raff ralf ralph ramon ramona rana raphael ravi rayan rayen raymond
rebecca regina reinder reinier reinout rembrandt remco renate rene renee rens renske revi reza ria richard rick riekje rik riley rina
rinske rita riv rob robbert robert roel roelof roger rogier rohan romee romy ronald ronnie rosa rosalie rosanne rosie rowan roxy roy ruben
rudi rudolf ruth ruud ryan saar sabine sabir safa safae safiya safouan safouane salima salome sam sami sammie samuel sander sandra sanna
sanne sara sarah sare saskia savi scott scottie seb sebas sebastiaan sebastian sef seff selena selim selina selma semih sena senn senne
sepp seppe serge seth sev shane sharon shirley sibrand siebe siem sienna siep sietske sigrid sil silas silke silvia simon simone sjaak
sjoerd sjors sjoukje skye sofia sofie sonja soof sophia sophie stan stef stefan stefanie sterre steven stijn sunita susan susanna suus
suzan suzanne suze sven sverre svetlana swaantje sybren sylvia tamara tanja tara ted teije tess tessa teun teunis thea theo theodoor
thiago thije thijmen thijn thijs thirza thom thomas tieme tijmen tijn tijs tim timo tineke tirza titia tjeerd tobias tobin toby tom tomas
tommy tonny trijntje tristan trudy truus twan tycho tygo tyler tymon umut ursula valentijn valentina valentino valerie vanessa veerle vera
vere veronique vic victor victoria vienna viggo vigo vik viktor vince vincent vinz vive vivian vivienne wanda wendy werner wes wesley
wessel wieger wietske wilbert wilco wilfred wilhelm wilhelmina willeke willem willemien willemijn william willy wilma wim winfried winston
wout wouter xander xavi xavier xem yahya yannick yara yarah yasin yasmin yasmina yasmine yassin yassine yassir yenthe yfke yinthe younes
youp yousef youssef yuna yusuf yves yvette yvonne zahra zain zainab zakaria zara zayd zayn zef zev zeyd zeyneb zeynep zion ziva zoe zoey
zofia zuzanna
`

export const givenNames: ReadonlySet<string> = new Set(names.split(/\s+/).filter(Boolean))

/** Surnames that are common in the Netherlands and no everyday words, folded. */
const surnames = `
aboutaleb akkerman alberts bergsma bloemendaal boersma bosma bosman bouma brouwers claessen cornelissen dekkers dijkman dijkstra driessen evers faber
gerritsen haan hendriks hendriksen hermans heijmans hoekstra hofman hofstra huisman jacobs jansen janssen janssens jansma jonker joosten kaya koster kramer kuijpers kuipers
lammers leeuwen maas martens mensink meijer meyer meijers mertens michels molenaar mulder muller nijhuis nguyen oosterhuis peeters peters pietersen postma prinsen
reitsma roelofs sanders schepers schippers scholten schouten schreuder schutte schuurman singh smeets smit smits sterk terpstra teunissen thijssen timmermans
veenstra verbeek verhagen verhoeven vermeulen verhoef verweij visser vos vries wagenaar wessels willems willemsen yildiz yilmaz zijlstra zwart demir celik ozturk sahin
`

const SURNAMES: ReadonlySet<string> = new Set(surnames.split(/\s+/).filter(Boolean))

/** How surnames end, and hardly any other word. */
const SURNAME_END = /(?:ssen|nsen|rsen|lsen|sma|stra|inga|enga|ema|oglu|ovic|owski|ewski|wicz|zadeh|ijkstra)$/

/** Whether a word that is written without a capital is hardly anything but a surname. */
export function isLikeSurname(folded: string): boolean {
  return SURNAMES.has(folded) || SURNAME_END.test(folded)
}

/** What a file is said to be, in a word of its own; a computer opens a file by how its name ends. */
const endings = {
  pdf: ['pdf'],
  picture: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'heif', 'bmp', 'tif', 'tiff', 'svg'],
  document: ['doc', 'docx', 'docm', 'odt', 'rtf', 'pages', 'wpd'],
  sheet: ['xls', 'xlsx', 'xlsm', 'ods', 'csv', 'numbers'],
  slides: ['ppt', 'pptx', 'pptm', 'odp', 'key'],
  writing: ['txt', 'md', 'log'],
  message: ['eml', 'msg'],
  calendar: ['ics'],
  contact: ['vcf'],
  sound: ['mp3', 'm4a', 'wav', 'ogg', 'opus', 'amr', 'aac', 'flac'],
  film: ['mp4', 'mov', 'avi', 'mkv', 'webm', 'mpg', 'mpeg', '3gp', 'wmv'],
  pack: ['zip', '7z', 'rar', 'gz', 'tar', 'tgz', 'bz2', 'xz', 'iso', 'img'],
  web: ['htm', 'html', 'mht', 'mhtml', 'xml', 'xhtml'],
  programKind: [
    ...[
      'exe',
      'com',
      'bat',
      'cmd',
      'scr',
      'pif',
      'msi',
      'msix',
      'js',
      'jse',
      'vbs',
      'vbe',
      'wsf',
      'wsh',
      'hta',
      'ps1',
    ],
    ...[
      'jar',
      'lnk',
      'url',
      'reg',
      'dll',
      'cpl',
      'apk',
      'app',
      'dmg',
      'pkg',
      'sh',
      'py',
      'chm',
      'one',
      'xll',
      'jnlp',
    ],
  ],
} as const satisfies Record<string, readonly string[]>

export type FileKind = keyof typeof endings | 'other'

const isKind = (kind: string): kind is keyof typeof endings => kind in endings
const byEnding = new Map(
  Object.keys(endings)
    .filter(isKind)
    .flatMap((kind) => endings[kind].map((name): [string, FileKind] => [name, kind])),
)

const byType: readonly (readonly [RegExp, FileKind])[] = [
  [/^application\/pdf$/, 'pdf'],
  [/^message\/rfc822$/, 'message'],
  [/^image\//, 'picture'],
  [/^audio\//, 'sound'],
  [/^video\//, 'film'],
  [/^text\/calendar$/, 'calendar'],
  [/^text\/(?:x-)?vcard$/, 'contact'],
  [/^text\/html$/, 'web'],
  [/^text\/plain$/, 'writing'],
]

/** Which kind a file is, by how its name ends, else by what its sender declared; what a computer would do with it comes first. */
export function kindOfFile({ name, type }: { name: string; type: string }): FileKind {
  const ending = /\.([\p{L}\p{N}]{1,5})[\s.]*$/u.exec(name.toLowerCase())?.[1]
  const found = ending === undefined ? undefined : byEnding.get(ending)
  return found ?? byType.find(([pattern]) => pattern.test(type))?.[1] ?? 'other'
}

/** Whether opening it may run something: a program, or a document that can hold one. */
export function mayRun({ name }: { name: string }): boolean {
  return kindOfFile({ name, type: '' }) === 'programKind' || /\.(?:doc|xls|ppt)m[\s.]*$/i.test(name)
}

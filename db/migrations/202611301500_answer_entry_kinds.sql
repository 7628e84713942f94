-- What more can happen in a conversation. What each holds is said where its columns are added.
alter table conversation_entry drop constraint conversation_entry_kind_check;
alter table conversation_entry add constraint conversation_entry_kind_check check (kind in (
  'received', 'receipt', 'note', 'draft', 'approved', 'returned', 'sent', 'assigned', 'classified', 'status', 'linked',
  'due', 'task', 'labelled', 'snoozed', 'merged', 'split', 'located', 'redacted'
));

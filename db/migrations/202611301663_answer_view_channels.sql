-- A list that is kept under a name can be of what came by the new ways too.
alter table inbox_view
  drop constraint inbox_view_channel_check,
  add constraint inbox_view_channel_check
    check (channel in ('web', 'mail', 'phone', 'desk', 'paper', 'feed', 'hook'));

-- A view narrows by every channel by which a conversation can begin.
alter table inbox_view
  drop constraint inbox_view_channel_check,
  add constraint inbox_view_channel_check check (channel in ('web', 'mail', 'phone', 'desk', 'paper', 'feed', 'hook'));

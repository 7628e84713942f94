-- What a unit still has to answer: asked before it is closed.
create index conversation_open_unit on conversation (unit_id, due_on, id) where status = 'open';

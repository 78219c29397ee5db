CREATE TABLE links (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  added TEXT NOT NULL DEFAULT (datetime('now'))
);

"""The pages for people: server-rendered, in the language of the path, without JavaScript."""

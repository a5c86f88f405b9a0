"""Input formats, one file each.

A reader exports `SUFFIXES` and `read(data, source, options)`, which yields a Page or Rejected for each document in the data. The page's
stem is its name inside the file ("" where the file is the document); `load` puts the file's own stem before it. `CONTAINER = True` says
that a file of this kind holds many documents and may be as large as an archive.

A container may also export `stream(file, source, options)`, which reads an open binary file as its documents are asked for; `SEEKS = True`
says that it must be able to seek in it.
"""

"""The knowledge hub: text in content/ becomes records, records a catalogue, the catalogue views, views the pages of a site.

    content/*.yml    source     kinds      catalogue    views        pages       publish
    text        ->   node    -> record ->  links    ->  derived  ->  HTML    ->  site/
                      + place    | problem  checked      facts        parts       stamped, checked, indexed
                      \\____________ problems gather as values, and leave together ____________/

Each arrow is a function of its input; data moves one way. A module imports only from those before it:
codes, problems, explaining, addresses, document, syntax, source, composing, kinds, speech, project, revision, shape, reading, translation,
schemas, layout, skeleton, folders, crosslinks, workers, asking, catalogue, loading, chosen, doubts, mending, formatting, checking, issues,
external, retelling, beginning, inflection, prose, views, icons, embedded, stencil, pages, publish, reports, preview, due,
tables, changes, cli.
"""

"""Tables in, tables out: records as rows of a CSV or Excel file, for those who keep them in a spreadsheet.

    CSV or workbook -> sheet -> headings -> rows -> documents -> the catalogue's checks -> files      arrival
    files -> documents -> cells -> CSV or workbook                                                    export

`columns` draws the columns of a kind from its shape; `cells` is the text of one cell; `mapping` reads tables of other people.
"""

from knowledge_hub.tables.arrival import Arrival, arrival, write
from knowledge_hub.tables.command import Options, export_table, import_table

__all__ = ["Arrival", "Options", "arrival", "export_table", "import_table", "write"]

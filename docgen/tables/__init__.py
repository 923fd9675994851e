"""Tables in files: a sheet of XLSX or a CSV as a header and records, read the same for sources and for batches.

What stands around the records (titles, numbers of columns, totals, notes, hidden rows) is known for what it is: it is
passed over with a remark, and what may be either is an error with its cell.
"""

from docgen.batch.result import File as File
from docgen.batch.result import Result as Result
from docgen.batch.run import Batch as Batch
from docgen.batch.run import InputError as InputError

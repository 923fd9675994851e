from docgen.engine.media import InlineImage as InlineImage
from docgen.engine.replacing import Replacements as Replacements
from docgen.engine.template import Template as Template

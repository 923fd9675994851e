# make demo — образцы в out/; make test — все проверки; make без цели — тесты и стиль.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCHMARKS := engine workbooks batch forms papers cold
SAMPLES := $(shell grep -lE '^(вид|файл):' samples/*/[a-z]*.yaml)

.PHONY: all demo picture bench test fuzz lint types schemas templates golden clean
all: test lint types

$(VENV)/.installed: pyproject.toml
	@echo "Готовлю окружение $(VENV)…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "Нужен Python 3.11 или новее"; exit 3)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q docgen
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.installed
	@set -e; for source in $(SAMPLES); do $(BIN)/docgen render "$$source" -o "out/$$(basename "$$(dirname "$$source")")"; done

test: $(VENV)/.tested
	@$(BIN)/python -m pytest

# Случайные значения, шаблоны и источники: по 10 000 каждых.
fuzz: $(VENV)/.tested
	@$(BIN)/python -m pytest tests/test_fuzz_*.py --hypothesis-profile=fuzz

lint: $(VENV)/.tested
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.tested
	@$(BIN)/mypy

# Все измерения подряд; код 1, если хоть одна цель не достигнута.
bench: $(VENV)/.tested
	@code=0; for name in $(BENCHMARKS); do $(BIN)/python -m benchmarks.$$name || code=1; echo; done; exit $$code

schemas: $(VENV)/.installed
	@$(BIN)/docgen schema --write schemas

templates: $(VENV)/.installed
	@$(BIN)/python templates/source/build.py

golden: $(VENV)/.tested
	@GOLDEN=1 $(BIN)/python -m pytest tests/test_samples.py -n 0

clean:
	rm -rf $(VENV) out dist build

# Картинка для README: нужны LibreOffice и pdftoppm.
picture: demo
	@cd out/zeya && soffice --headless --convert-to pdf order.docx >/dev/null && pdftoppm -r 70 -png -f 1 -l 2 order.pdf page
	@$(BIN)/python -c "print('Страницы: out/zeya/page-*.png; для README — page-01.png, уменьшенная до 16 цветов')"

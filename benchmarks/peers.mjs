// One package of Node on one workload: node peers.mjs PACKAGE ROUNDS, in a folder with template.docx and values.json.
// Prints the least seconds of the processor that a document takes, from the bytes of the template to those of a file.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [name, rounds, modules] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const template = readFileSync("template.docx");
const values = JSON.parse(readFileSync("values.json", "utf8"));

const packages = {
  docxtemplater() {
    const [Docxtemplater, PizZip] = [require("docxtemplater"), require("pizzip")];
    const parser = (tag) => ({ get: (scope) => tag.split(".").reduce((value, key) => value?.[key], scope) });
    return () => {
      const paper = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true, parser });
      paper.render(values);
      return paper.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = require("easy-template-x");
    const handler = new TemplateHandler();
    const flat = { ...values }; // it knows no paths
    for (const [key, value] of Object.entries(values))
      for (const [inner, text] of Object.entries(Array.isArray(value) ? {} : value)) flat[`${key}.${inner}`] = text;
    return () => handler.process(template, flat);
  },
  carbone() {
    const carbone = require("carbone");
    return () =>
      new Promise((done, fail) =>
        carbone.render(`${process.cwd()}/template.docx`, values, (error, made) => (error ? fail(error) : done(made))),
      );
  },
};

const make = packages[name]();
let best = Infinity;
for (let round = 0; round < Number(rounds); round++) {
  const start = process.cpuUsage();
  writeFileSync("made.docx", await make());
  const { user, system } = process.cpuUsage(start);
  best = Math.min(best, (user + system) / 1e6);
}
console.log(best);
process.exit();

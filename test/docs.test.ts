/**
 * docs/findings: a page for every kind of finding, with an example that is the program's own output. `UPDATE_GOLDEN=1`
 * writes the examples and the index; read the difference before committing it.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../src/analyze.js';
import { type CliOptions, parseCommandLine } from '../src/cli/options.js';
import type { Finding } from '../src/model/finding.js';
import { FINDING_KINDS, type FindingKind } from '../src/model/finding-kinds.js';
import { selectSessions } from '../src/reporter/select.js';
import { contextFor } from '../src/reporter/views/context.js';
import { diagnoseView } from '../src/reporter/views/diagnose.js';
import { findingBlocks, remarksBlock } from '../src/reporter/views/findings.js';
import { OPTIONS, render } from './reporter/support.js';

const FOLDER = 'docs/findings';
const INDEX = join(FOLDER, 'README.md');
const SECTIONS = ['Symptom', 'Error texts', 'In Wireshark', 'Cause', 'Fix', 'Example'];
const KINDS = Object.keys(FINDING_KINDS) as FindingKind[];

/** A command line, and the block of the page's finding that it prints. */
const EXAMPLE = /^```console\n\$ ftpscope (?<line>diagnose .*)\n```\n(?:\n```text\n(?<block>[\s\S]*?)```\n)?/gm;
const TABLE = /^\| finding [\s\S]*?\n(?=\n|$(?![\s\S]))/m;

const updating = process.env.UPDATE_GOLDEN === '1';
const pageOf = (kind: FindingKind): string => join(FOLDER, `${kind}.md`);

/** The sections of a page by their headings. */
function sectionsOf(text: string): Map<string, string> {
  const parts = text.split(/^## (.*)$/m);
  const sections = new Map<string, string>();
  for (let n = 1; n < parts.length; n += 2) sections.set(parts[n] ?? '', (parts[n + 1] ?? '').trim());
  return sections;
}

async function optionsOf(line: string): Promise<CliOptions> {
  const parsed = await parseCommandLine(line.split(' '), '');
  assert.equal(parsed.kind, 'run', `ftpscope ${line}`);
  return (parsed as { options: CliOptions }).options;
}

/** What the command prints of the first finding of this kind. */
async function printed(line: string, kind: FindingKind): Promise<string> {
  const { captures, sessions, controlPorts, encoding } = await optionsOf(line);
  assert.equal(captures.length, 1, `one capture: ${line}`);
  const all = await analyzeCapture(captures[0] ?? '', { controlPorts, encoding });
  const capture = sessions.length === 0 ? all : selectSessions(all, new Set(sessions));
  const found = capture.sessions.flatMap(({ findings }) => findings).find((finding) => finding.kind === kind);
  assert.ok(found !== undefined, `no finding ${kind} in: ftpscope ${line}`);
  const block = blockOf(found);
  assert.ok(render(diagnoseView(capture, OPTIONS)).includes(block), 'the program prints it so');
  return block;

  function blockOf(finding: Finding): string {
    const context = contextFor(capture, OPTIONS);
    return render(finding.severity === 'info' ? [remarksBlock([finding], context)] : findingBlocks(finding, context));
  }
}

async function updateExamples(kind: FindingKind): Promise<void> {
  const text = readFileSync(pageOf(kind), 'utf8');
  const blocks: string[] = [];
  for (const { groups } of text.matchAll(EXAMPLE)) {
    const line = groups?.line ?? '';
    blocks.push(`\`\`\`console\n$ ftpscope ${line}\n\`\`\`\n\n\`\`\`text\n${await printed(line, kind)}\`\`\`\n`);
  }
  writeFileSync(
    pageOf(kind),
    text.replaceAll(EXAMPLE, () => blocks.shift() ?? ''),
  );
}

describe('every kind of finding has a page', () => {
  for (const kind of KINDS) {
    it(kind, async () => {
      assert.ok(existsSync(pageOf(kind)), `write ${pageOf(kind)} as the others are`);
      if (updating) await updateExamples(kind);
      const text = readFileSync(pageOf(kind), 'utf8');
      assert.ok(text.startsWith(`# ${FINDING_KINDS[kind].en}\n\n\`${kind}\``), 'title and kind stand first');
      const sections = sectionsOf(text);
      assert.deepEqual([...sections.keys()], SECTIONS);
      for (const [name, content] of sections) assert.notEqual(content, '', `nothing under ${name}`);
      const examples = [...(`${sections.get('Example')}\n`.matchAll(EXAMPLE) ?? [])];
      assert.notEqual(examples.length, 0, 'no example');
      for (const { groups } of examples) {
        assert.ok(groups?.block !== undefined, 'no output of the example yet: run with UPDATE_GOLDEN=1 and read it');
        assert.equal(groups.block, await printed(groups.line ?? '', kind));
      }
    });
  }
});

describe('docs/findings', () => {
  it('has no page of a kind that is none', () => {
    const names = readdirSync(FOLDER).filter((name) => name !== 'README.md');
    assert.deepEqual(
      names.filter((name) => !KINDS.some((kind) => name === `${kind}.md`)),
      [],
    );
  });

  it('has an index with the first sentence of every symptom', () => {
    const text = readFileSync(INDEX, 'utf8');
    if (updating) writeFileSync(INDEX, text.replace(TABLE, indexTable));
    assert.equal(TABLE.exec(readFileSync(INDEX, 'utf8'))?.[0], indexTable());
  });

  it('links to files that are there', () => {
    for (const name of readdirSync(FOLDER)) {
      const path = join(FOLDER, name);
      for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
        assert.ok(existsSync(join(dirname(path), target)), `${path}: ${target}`);
      }
    }
  });
});

function indexTable(): string {
  const rows = KINDS.map((kind) => `| [${FINDING_KINDS[kind].en}](${kind}.md) | \`${kind}\` | ${symptomOf(kind)} |\n`);
  return `| finding | in JSON and CSV | symptom |\n| --- | --- | --- |\n${rows.join('')}`;
}

function symptomOf(kind: FindingKind): string {
  if (!existsSync(pageOf(kind))) return '';
  const text = sectionsOf(readFileSync(pageOf(kind), 'utf8')).get('Symptom') ?? '';
  const [paragraph = ''] = text.split('\n\n');
  return /^.*?\.(?= |$)/.exec(paragraph.replaceAll('\n', ' '))?.[0].replaceAll('|', '\\|') ?? '';
}

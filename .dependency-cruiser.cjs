/** The house has one direction: nothing to the right of a stage is imported by anything to its left. */
const stages = [
  ['model', '^src/model'],
  ['storage', '^src/storage'],
  ['reader', '^src/reader'],
  ['classifier', '^src/classifier'],
  ['diagnosis', '^src/diagnosis'],
  ['reporter', '^src/reporter'],
];

/** The classifier and the reporter know nothing of each other: only the Analysis is between them. */
const forbidden = [
  {
    name: 'no-cycle',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphan',
    severity: 'error',
    from: { orphan: true, path: '^src', pathNot: 'pcap-parser\\.d\\.ts$' },
    to: {},
  },
  {
    name: 'reporter-reads-the-analysis-only',
    severity: 'error',
    from: { path: '^src/reporter' },
    to: { path: '^src/(reader|classifier|diagnosis|cli|analyze)' },
  },
  { name: 'nobody-imports-the-cli', severity: 'error', from: { pathNot: '^src/cli' }, to: { path: '^src/cli' } },
  {
    name: 'stages-do-not-join-themselves',
    severity: 'error',
    from: { path: '^src/(model|reader|classifier|diagnosis|reporter)' },
    to: { path: '^src/(analyze|index)' },
  },
  {
    name: 'effects-at-the-rim',
    comment: 'Files, processes and clocks belong to the command line and to the reading of captures.',
    severity: 'error',
    from: { path: '^src/(model|reader/(wire|tcp)|classifier|diagnosis|reporter)' },
    to: { dependencyTypes: ['core'], path: '^(node:)?(fs|process|child_process|readline|worker_threads)' },
  },
];

for (const [index, [name, path]] of stages.entries()) {
  const later = stages.slice(index + 1).map(([, laterPath]) => laterPath);
  if (later.length > 0) {
    forbidden.push({
      name: `${name}-looks-left-only`,
      severity: 'error',
      from: { path },
      to: { path: later.join('|') },
    });
  }
}

const onlyImporters = {
  'pcap-parser': '^src/reader/capture/pcap\\.ts$',
  yargs: '^src/cli/options\\.ts$',
  'cli-table3': '^src/reporter/formats/terminal[^/]*\\.ts$',
  'escape-html': '^src/reporter/formats/html/escape\\.ts$',
  'd3-scale': '^src/reporter/formats/html/svg/scale\\.ts$',
};
for (const [name, importer] of Object.entries(onlyImporters)) {
  forbidden.push({
    name: `one-importer-of-${name}`,
    severity: 'error',
    from: { path: '^src', pathNot: importer },
    to: { path: `^node_modules/${name}/` },
  });
}

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.build.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};

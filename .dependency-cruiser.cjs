const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

// A context is a lib with a domain; a new one is guarded the day it is born.
const libs = readdirSync(join(__dirname, 'libs'));
const contexts = libs.filter((lib) => existsSync(join(__dirname, 'libs', lib, 'src', 'domain')));
const anyContext = `(${[...contexts, 'planted'].join('|')})`;

const PURE =
  '^libs/(kernel|vocabulary|rulebook|processes)/src/|^libs/[^/]+/src/(domain|projections|timers|figures)/|^libs/[^/]+/src/(index|context)\\.ts$';
const MIXED = '^libs/(runtime|edge|feed|event-store|read-store|testing|evidence|privacy)/';
const SPEC = '\\.spec\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'pure-rooms-import-no-package',
      comment: 'Facts, decisions, projections and rules know no package and no platform; zod comes through the kernel.',
      severity: 'error',
      from: { path: PURE, pathNot: [SPEC, MIXED, '/nest/', '^libs/(kernel|vocabulary)/src/'] },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'] },
    },
    {
      name: 'kernel-knows-only-zod',
      comment: 'The kernel and the vocabulary know zod and nothing else; of time zones, one file of the vocabulary.',
      severity: 'error',
      from: { path: '^libs/(kernel|vocabulary)/src/', pathNot: SPEC },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'], pathNot: 'node_modules/(zod|(@types/)?luxon)/' },
    },
    {
      name: 'one-room-for-zones',
      comment: 'Days and hours are taken from an instant in one file, which is told the zone; importers read what others wrote.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^(libs/vocabulary/src/zones\\.ts$|apps/cli/src/import/)' },
      to: { path: 'node_modules/(@types/)?luxon/' },
    },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel imports no lib; the vocabulary imports the kernel; the rulebook both.',
      severity: 'error',
      from: { path: '^libs/kernel/' },
      to: { path: '^libs/(?!kernel/)' },
    },
    {
      name: 'domain-knows-only-kernel',
      comment: 'A domain imports kernel, vocabulary, rulebook and itself; not its own projections or Nest room.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/', pathNot: SPEC },
      to: { path: '^libs/', pathNot: ['^libs/(kernel|vocabulary|rulebook)/src/', '^libs/$1/src/domain/'] },
    },
    {
      name: 'projections-know-only-their-domain',
      comment: 'A projection reads facts of its own context and nothing else.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/(projections|timers)/', pathNot: [SPEC, '^libs/supervision/'] },
      to: { path: '^libs/', pathNot: ['^libs/(kernel|vocabulary|rulebook)/src/', '^libs/$1/src/(domain|projections|timers)/'] },
    },
    {
      name: 'contexts-are-strangers',
      comment: 'Contexts never import each other; processes and supervision, the listeners, may knock at front doors.',
      severity: 'error',
      from: { path: `^libs/${anyContext}/`, pathNot: [SPEC, '^libs/supervision/'] },
      to: { path: `^libs/${anyContext}/`, pathNot: '^libs/$1/' },
    },
    {
      name: 'front-doors-only',
      comment: 'A lib is entered by its front door or a side door (an index.ts), never by a path behind it.',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/[^/]+/src/[^/]+/index\\.ts$', '^$1/$2/'] },
    },
    {
      name: 'side-doors-are-for-apps',
      comment: 'Nest rooms of contexts are plugged in by apps only.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: SPEC },
      to: { path: `^libs/${anyContext}/src/nest/`, pathNot: '^libs/$1/' },
    },
    {
      name: 'one-room-per-driver',
      comment: 'A database driver is known in its one room.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^libs/(event-store|read-store)/src/(embedded|eventstoredb|mongodb)/' },
      to: { path: 'node_modules/(libsql|mongodb|@eventstore/db-client)/' },
    },
    {
      name: 'stores-know-no-context',
      comment: 'Stores, runtime, edge, feed and test language know no context.',
      severity: 'error',
      from: { path: '^libs/(event-store|read-store|runtime|edge|feed|testing)/', pathNot: SPEC },
      to: { path: `^libs/${anyContext}/` },
    },
    {
      name: 'libs-never-import-apps',
      comment: 'Apps plug libs together; no lib knows an app.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'nobody-imports-a-spec',
      comment: 'Specs are leaves.',
      severity: 'error',
      from: {},
      to: { path: SPEC },
    },
    {
      name: 'no-excuse-names',
      comment: 'A folder or file is named after what it is about.',
      severity: 'error',
      from: {},
      to: { path: '/(util|utils|helper|helpers|common|shared|misc|manager|base)(/|\\.ts$)', pathNot: 'node_modules/' },
    },
    {
      name: 'no-circular',
      comment: 'Everything can be read from the bottom up.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    reporterOptions: { dot: { collapsePattern: '^(libs|apps)/[^/]+' } },
  },
};

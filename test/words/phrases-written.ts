import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const sourcesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec|\.d)\.ts$/.test(entry.name) && !/testing|node_modules/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));

/** Calls that make a refusal of a field, a value and what is allowed. */
const REFUSING = /^(refuse|bad|wrong|missing|misfit|no|none)$/;
/** Tables of what a way out still waits for. */
const NEEDS = /^(missing|needs|phaseOfExit)/;

/** Tables of what figures may be. */
const LIMITS = /^LIMITS$/;

const textsIn = (node: ts.Node): readonly string[] => {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
  const found: string[] = [];
  node.forEachChild((child) => {
    found.push(...textsIn(child));
  });
  return found;
};

/** What stands in a source file where it says what is allowed, and the fields it names. */
export interface Written {
  readonly file: string;
  readonly allowed: readonly string[];
  readonly fields: readonly string[];
}

const writtenIn = (file: string): Written => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const [allowed, fields]: [string[], string[]] = [[], []];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'allowed') allowed.push(...textsIn(node.initializer));
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'field' && ts.isStringLiteralLike(node.initializer)) fields.push(node.initializer.text);
    if (ts.isCallExpression(node) && REFUSING.test(node.expression.getText())) {
      const [field, ...others] = node.arguments;
      if (field && ts.isStringLiteralLike(field)) fields.push(field.text);
      const last = others.at(-1);
      if (last) allowed.push(...textsIn(last));
    }
    if (ts.isVariableDeclaration(node) && NEEDS.test(node.name.getText()) && node.initializer && ts.isObjectLiteralExpression(node.initializer))
      for (const entry of node.initializer.properties) if (ts.isPropertyAssignment(entry)) allowed.push(...neededIn(entry.initializer));
    if (ts.isVariableDeclaration(node) && LIMITS.test(node.name.getText()) && node.initializer) allowed.push(...textsIn(node.initializer));
    node.forEachChild(visit);
  };
  visit(source);
  return { file, allowed, fields };
};

/** The sentences in a table of needs: what it answers, not the words it compares with. */
const neededIn = (node: ts.Node): readonly string[] => {
  if (ts.isConditionalExpression(node)) return [...neededIn(node.whenTrue), ...neededIn(node.whenFalse)];
  if (ts.isArrowFunction(node)) return neededIn(node.body);
  if (ts.isParenthesizedExpression(node)) return neededIn(node.expression);
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? textsIn(node) : [];
};

/** What every source of the libraries writes into its refusals. */
export const phrasesWritten = (): readonly Written[] => sourcesIn('libs').map(writtenIn);

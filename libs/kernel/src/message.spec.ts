import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { catalogueOf, command, dataClassOf, event, field, upcast } from './index.js';

const say = { zh: () => '点火。', en: () => 'Lit.' };
const boilerId = field('C1', 'The boiler.', z.string());
const BoilerLit = event('BoilerLit', { doc: 'A boiler was lit.', data: { boilerId }, say });

describe('A kind of fact', () => {
  it('makes facts and can be read: its name, meaning, version and fields', () => {
    expect(BoilerLit({ boilerId: 'A' })).toEqual({ type: 'BoilerLit', data: { boilerId: 'A' } });
    expect([BoilerLit.type, BoilerLit.doc, BoilerLit.version]).toEqual(['BoilerLit', 'A boiler was lit.', 1]);
    expect(BoilerLit.schema.safeParse({ boilerId: 'A', more: 1 }).success).toBe(false);
    expect(BoilerLit.schema.safeParse({}).success).toBe(false);
  });

  it('cannot be declared with a field that has no data class, or with a gap between its versions', () => {
    expect(() => event('Bare', { doc: 'x', data: { name: z.string() }, say })).toThrow('Bare.name declares no data class');
    expect(() => event('Gap', { doc: 'x', version: 3, data: { boilerId }, say, upcasts: { 2: (data) => data } })).toThrow('Gap has version 3 but no upcast from 1');
  });

  it('shows the class of a field through optional, nullable and lists', () => {
    const name = field('C3', 'Name.', z.string());
    expect([name, name.optional(), name.nullable(), z.array(name), name.optional().nullable()].map(dataClassOf)).toEqual(['C3', 'C3', 'C3', 'C3', 'C3']);
    expect(dataClassOf(z.string())).toBeUndefined();
  });
});

describe('A command', () => {
  it('is a name with its content, and says what it is for', () => {
    const LightBoiler = command<'LightBoiler', { readonly boilerId: string }>('LightBoiler', 'Light a boiler.');
    expect(LightBoiler({ boilerId: 'A' })).toEqual({ type: 'LightBoiler', data: { boilerId: 'A' } });
    expect(LightBoiler.doc).toBe('Light a boiler.');
  });
});

describe('The catalogue', () => {
  it('holds every kind once and refuses two kinds of one name', () => {
    expect([...catalogueOf([BoilerLit, BoilerLit]).keys()]).toEqual(['BoilerLit']);
    expect(() => catalogueOf([BoilerLit, event('BoilerLit', { doc: 'Another.', data: { boilerId }, say })])).toThrow('two kinds are called BoilerLit');
  });

  it('brings old content up to date step by step, and leaves today’s as it is', () => {
    const Lit = event('Lit', { doc: 'x', version: 3, data: { steps: field('C1', 'Steps.', z.string()) }, say, upcasts: { 1: ({ steps }) => ({ steps: `${String(steps)}2` }), 2: ({ steps }) => ({ steps: `${String(steps)}3` }) } });
    expect([1, 2, 3].map((from) => upcast(Lit, { steps: '-' }, from)['steps'])).toEqual(['-23', '-3', '-']);
    expect(() => upcast(Lit, {}, 4)).toThrow('Lit v4 was written by a newer program; this one knows v3');
    expect(() => upcast(Lit, {}, 0)).toThrow('Lit has no upcast from version 0');
  });
});

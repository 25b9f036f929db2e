import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const refused = (name: string, value: string): string => {
  try {
    readConfig({}, { [name]: value });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return 'taken';
};

describe('A setting that does not fit', () => {
  it.each([
    ['HEATLEDGER_PORT', 'abc', 'port "abc": a whole number from 0 to 65535 is allowed'],
    ['HEATLEDGER_PORT', '65536', 'port "65536": a whole number from 0 to 65535 is allowed'],
    ['HEATLEDGER_LEASE', '0.1', 'lease "0.1": a number from 0.5 to 300 is allowed'],
    ['HEATLEDGER_MOST_COMMANDS', '1.5', 'mostCommands "1.5": a whole number of 1 or more is allowed'],
    ['HEATLEDGER_MOST_BEHIND', '-1', 'mostBehind "-1": a whole number of 0 or more is allowed'],
  ])('is named with its value and what is allowed: %s=%s', (name, value, said) => expect(refused(name, value)).toBe(said));

  it('is named without its value where that may hold a password', () => expect(refused('HEATLEDGER_MONGODB', 'http://user:secret@host')).toBe('mongodb: mongodb://… or mongodb+srv://… is allowed'));

  it('is read from the environment otherwise, and an option goes before it', () => {
    expect(readConfig({}, { HEATLEDGER_PORT: '3001', HEATLEDGER_HEARTBEAT: '0.5' })).toMatchObject({ port: 3001, heartbeat: 0.5, mostCommands: 1024 });
    expect(readConfig({ port: 0 }, { HEATLEDGER_PORT: '3001' })).toMatchObject({ port: 0 });
  });
});

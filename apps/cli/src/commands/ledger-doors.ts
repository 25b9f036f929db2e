/** Everything that comes with the whole service; loaded by the commands that open a ledger, and only once they do. */
export { RegisterCrew } from '@heatledger/organisation';
export { openEventLog, openLedger, placeFile, readConfig } from '@heatledger/server';
export { Supervision, WhatIfs } from '@heatledger/supervision/nest';

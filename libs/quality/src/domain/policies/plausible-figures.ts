import type { Detail } from '@heatledger/kernel';

/** What a room, the weather or a probe can show; outside of it somebody mistyped. Tenths of °C, minutes, cm. */
const LIMITS: Readonly<Record<string, readonly [least: number, most: number, allowed: string]>> = {
  roomTenths: [-400, 600, '-40.0 to 60.0 °C (-400 to 600 tenths)'],
  contractTenths: [50, 350, '5.0 to 35.0 °C (50 to 350 tenths)'],
  outdoorDesignTenths: [-400, 600, '-40.0 to 60.0 °C (-400 to 600 tenths)'],
  outdoorMeanTenths: [-400, 600, '-40.0 to 60.0 °C (-400 to 600 tenths)'],
  closedMinutes: [0, 7 * 24 * 60, '0 to 10080 minutes'],
  heightCentimetres: [0, 1000, '0 to 1000 cm'],
};

/** The first figure outside its limits, as field, value and what is allowed; nothing when all are plausible. */
export const implausible = (figures: Readonly<Record<string, number | undefined>>): Detail | null => {
  for (const [field, [least, most, allowed]] of Object.entries(LIMITS)) {
    const value = figures[field];
    if (value !== undefined && (!Number.isInteger(value) || value < least || value > most)) return { field, value, allowed };
  }
  return null;
};

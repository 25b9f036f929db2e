import type { Detail } from '@heatledger/kernel';
import { averageOf } from '@heatledger/rulebook';
import { isAfter } from '@heatledger/vocabulary';
import type { MeasureRoomData } from '../measurement.commands.js';
import type { QualityRejection } from '../quality.rejections.js';
import { implausible } from './plausible-figures.js';

export type Taken =
  { readonly ok: true; readonly roomTenths: number } | { readonly ok: false; readonly code: QualityRejection; readonly detail: Detail };

const no = (code: QualityRejection, detail: Detail): Taken => ({ ok: false, code, detail });

const ofSeries = ({ slots = [], roomTenths }: MeasureRoomData, at: string): Taken => {
  for (const [index, slot] of slots.entries()) {
    const wrong = implausible({ roomTenths: slot.roomTenths });
    if (wrong) return no('quality/out-of-range', { ...wrong, field: `slots[${index}].roomTenths` });
    if (isAfter(slot.at, at))
      return no('quality/in-the-future', { field: `slots[${index}].at`, value: slot.at, allowed: `until ${at}, when the series was complete` });
  }
  const average = averageOf(slots).roomTenths;
  if (roomTenths !== undefined && roomTenths !== average)
    return no('quality/out-of-range', { field: 'roomTenths', value: roomTenths, allowed: `nothing, or ${average}: the average of the slots` });
  return { ok: true, roomTenths: average };
};

/** The temperature that a measurement comes to: as read once, or the average of its slots, rounded down to the tenth. */
export const takenTemperature = (data: MeasureRoomData, at: string): Taken => {
  const { slots, roomTenths } = data;
  if (slots !== undefined && slots.length > 0) return ofSeries(data, at);
  return roomTenths === undefined
    ? no('quality/input-missing', { field: 'roomTenths', allowed: 'the room temperature, or slots' })
    : { ok: true, roomTenths };
};

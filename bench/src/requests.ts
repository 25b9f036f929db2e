/** A repair as an agent reports it. */
export const aRepair = { zone: '城东', station: '城东一站', category: 'LEAK', description: '厨房暖气片接头漏水。', callerName: '张三丰', callerPhone: '13800000000' } as const;

export const aHousehold = { zone: '城东', station: '城东一站', areaTenths: 900, contractTenths: 180, heating: 'on', from: '2025-10-20' } as const;

/** A reading as a crew takes it in that household: warm enough, or so cold that the company's own habits follow. */
export const aMeasurement = (householdId: string, roomTenths: number): object => ({
  householdId,
  basis: 'complaint',
  room: 'bedroom',
  roomTenths,
  contractTenths: 180,
  closedMinutes: 60,
  heightCentimetres: 100,
  instrument: 'T-0421',
  instrumentValidUntil: '2030-12-31',
  signedByUser: 'signed',
  signedByCompany: true,
  userCaused: false,
  evidence: ['form-measure'],
});

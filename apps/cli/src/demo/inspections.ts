import * as inspection from '@heatledger/inspection';
import type { Message } from '@heatledger/kernel';
import { derivedUuid, format, millis } from '@heatledger/vocabulary';
import type { Act, Player } from './stage.js';
import { crewOf, DAY, HOUR, SEASON, staff, stations } from './town.js';

/** What makes one inspection differ from the next. */
export const inspectionCourses = ['sent-back', 'clean', 'missed', 'overdue', 'noted-late'] as const;
export const inspectionIdIn = (seed: number, n: number): string => derivedUuid('demo', String(seed), 'inspection', String(n));

const checklist = ['换热器', '循环泵', '压力表', '值班记录'];

/** The acts of one inspection of a station. */
export const inspectionStory = (seed: number, n: number): readonly Act[] => {
  const { zone, station, crew } = stations[n % stations.length] ?? stations[0];
  const course = inspectionCourses[n % inspectionCourses.length] ?? 'clean';
  const inspectionId = inspectionIdIn(seed, n);
  const findingId = derivedUuid(inspectionId, 'finding');
  const start = millis(SEASON.from) + (3 + n * 5) * DAY + 9 * HOUR;
  const correlation = `inspection-${inspectionId}`;
  const acts: Act[] = [];
  const act = (by: Player, command: Message, hours: number): void => void acts.push({ at: start + hours * HOUR, by, command, correlation });
  /** Done in the field without a connection, entered after the due time, and judged by the dispatcher. */
  const noted = (by: Player, command: Message, hours: number, entered: number, stands: boolean): void => {
    const late: Act = { at: start + hours * HOUR, entered: start + entered * HOUR, by, command, correlation };
    const decide: Act['command'] = (idOf) =>
      stands
        ? inspection.ApproveInspectionLateEntry({ inspectionId, approvalId: idOf(late) })
        : inspection.RefuseInspectionLateEntry({ inspectionId, approvalId: idOf(late), reason: '无现场凭证' });
    acts.push(late, { at: start + (entered + 1) * HOUR, by: staff.dispatcher, command: decide, correlation });
  };
  act(staff.chief, inspection.PlanInspection({ inspectionId, site: station, purpose: '采暖期巡检', checklist, inspector: staff.inspector.id, due: format(start + 2 * DAY, 480), zone, station }), 0);
  if (course === 'missed') return acts;
  if (course === 'noted-late') {
    noted(staff.inspector, inspection.StartInspection({ inspectionId }), 40, 52, true);
    checklist.forEach((item, index) => act(staff.inspector, inspection.CheckItem({ inspectionId, item, result: index === 3 ? 'fail' : 'pass' }), 54 + index / 10));
    act(staff.inspector, inspection.RaiseFinding({ inspectionId, findingId, item: '值班记录', severity: 'minor', clause: '二(二)2', description: '值班记录缺页' }), 55);
    act(staff.inspector, inspection.DemandRectification({ inspectionId, findingId, responsible: crew, due: format(start + 100 * HOUR, 480), reason: '当班即可补齐' }), 56);
    noted(crewOf(crew), inspection.RectifyFinding({ inspectionId, findingId, evidence: ['record'] }), 90, 110, n % 2 === 0);
    act(staff.inspector2, inspection.VerifyRectification({ inspectionId, findingId }), 130);
    act(staff.inspector, inspection.CloseInspection({ inspectionId }), 140);
    return acts;
  }
  act(staff.inspector, inspection.StartInspection({ inspectionId }), 24);
  checklist.forEach((item, index) => act(staff.inspector, inspection.CheckItem({ inspectionId, item, result: index === 2 && course !== 'clean' ? 'fail' : 'pass' }), 24.1 + index / 10));
  if (course !== 'clean') {
    act(staff.inspector, inspection.RaiseFinding({ inspectionId, findingId, item: '压力表', severity: 'major', clause: '二(二)1', description: '压力表超期未检定' }), 24.6);
    const other = course === 'sent-back' ? { due: format(start + 5 * DAY, 480), reason: '备用压力表到货需五日' } : {};
    act(staff.inspector, inspection.DemandRectification({ inspectionId, findingId, responsible: crew, ...other }), 25);
    act(crewOf(crew), inspection.RectifyFinding({ inspectionId, findingId, evidence: ['photo-gauge'] }), course === 'overdue' ? 120 : 50);
    if (course === 'sent-back') {
      act(staff.inspector2, inspection.SendBackRectification({ inspectionId, findingId, reason: '检定证书缺失' }), 60);
      act(crewOf(crew), inspection.RectifyFinding({ inspectionId, findingId, evidence: ['photo-gauge', 'certificate'] }), 80);
    }
    act(staff.inspector2, inspection.VerifyRectification({ inspectionId, findingId }), 130);
  }
  act(staff.inspector, inspection.CloseInspection({ inspectionId }), 140);
  return acts;
};

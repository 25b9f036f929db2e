import { describe, expect, it } from '@jest/globals';
import { ticketCard } from '../projections/ticket-card.projection.js';
import { ticketQueue } from '../projections/ticket-queue.projection.js';
import { cardsQuestion, queueQuestion, responsesQuestion } from './ticket.questions.js';

describe('A question to the screens', () => {
  it('goes to an index that its collection declares', () => {
    for (const asked of [{}, { crew: 'crew-3' }, { zone: 'Z1' }, { kind: 'repair' as const, zone: 'Z1' }, { officer: 'qian' }]) {
      const answer = queueQuestion(asked);
      expect(answer).toMatchObject({ ok: true, question: { equals: { open: true } } });
      if (answer.ok) expect(Object.keys(ticketQueue.indexes)).toContain(answer.question.index);
    }
    const cards = cardsQuestion({ householdId: '0192f000-0000-7000-8000-000000000001', limit: 5 });
    expect(cards).toMatchObject({ ok: true, question: { order: 'descending', limit: 5 } });
    if (cards.ok) expect(Object.keys(ticketCard.indexes)).toContain(cards.question.index);
  });

  it('bounds the due time by the instant, not by its spelling', () => {
    expect(queueQuestion({ dueBefore: '2026-01-05T08:00:00+08:00' })).toEqual(queueQuestion({ dueBefore: '2026-01-05T00:00:00Z' }));
  });

  it('is refused with the combinations that are possible when no index answers it', () => {
    expect(queueQuestion({ crew: 'crew-3', zone: 'Z1' })).toMatchObject({ ok: false, given: 'crew+zone' });
    expect(cardsQuestion({})).toMatchObject({ ok: false, allowed: ['caseNumber', 'householdId', 'kind', 'zone'] });
    expect(responsesQuestion({ day: '2026-01-05', zone: 'Z1' })).toMatchObject({ ok: false });
  });
});

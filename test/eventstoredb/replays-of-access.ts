import { BACKWARDS, END, type Credentials, type EventStoreDBClient } from '@eventstore/db-client';
import type { Replay } from './replay.js';

/** Who comes in where these are asked again. */
export const ACCESS = { users: { admin: 'changeit', known: 'right' }, administrators: ['admin'] } as const;

/** Rights and passwords, as they were asked of a server with TLS and its default rights. */
export const accessReplays = (client: () => EventStoreDBClient): Readonly<Record<string, readonly Replay[]>> => {
  const [admin, known] = [
    { username: 'admin', password: 'changeit' },
    { username: 'known', password: 'right' },
  ];
  const readAll = async (credentials: Credentials): Promise<string> => {
    for await (const { event } of client().readAll({
      direction: BACKWARDS,
      fromPosition: END,
      maxCount: 1,
      credentials,
    }))
      if (event) return 'ok';
    return 'nothing';
  };
  const refusedWith = (credentials: Credentials): Promise<unknown> =>
    readAll(credentials).catch((error: Error) => ({
      type: Reflect.get(error, 'type'),
      code: Reflect.get(error, 'code'),
      message: error.message,
    }));
  return {
    access: [
      [
        'readAll by a user with the right password and no right to read $all (TLS, default rights)',
        () => refusedWith(known),
      ],
      ['readAll by a user with a wrong password (TLS)', () => refusedWith({ ...known, password: 'wrong' })],
      [
        'setStreamMetadata of $all {acl: {readRoles: [the user, $admins]}} by an administrator, then readAll by the user',
        async () => {
          const { success } = await client().setStreamMetadata(
            '$all',
            { acl: { readRoles: ['known', '$admins'] } },
            { credentials: admin },
          );
          return { success, readAll: await readAll(known) };
        },
      ],
    ],
  };
};

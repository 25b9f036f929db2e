import { schemaOf } from './facts.mjs';

const text = (description, more = {}) => ({ type: 'string', description, ...more });

const envelope = {
  type: 'object',
  required: [
    'specversion',
    'id',
    'source',
    'type',
    'subject',
    'time',
    'datacontenttype',
    'dataschema',
    'recordedtime',
    'position',
    'revision',
    'category',
    'actorid',
    'actorrole',
    'channel',
    'correlationid',
    'commandid',
    'dataclassification',
    'data',
  ],
  properties: {
    specversion: { const: '1.0' },
    id: text('With `source` it names the event once and for ever.'),
    source: text('This installation.'),
    type: text('`heatledger.` and the name of the fact.'),
    subject: text('The stream.'),
    time: text('When it happened.', { format: 'date-time' }),
    recordedtime: text('When it was recorded.', { format: 'date-time' }),
    datacontenttype: { const: 'application/json' },
    dataschema: text('Name and version of the schema of `data`.'),
    position: text('Opaque place in the log: `after` for what follows it, `Last-Event-ID` on the stream.'),
    revision: { type: 'integer', minimum: 0, description: 'Place in the stream.' },
    category: text('Kind of aggregate.'),
    actorid: text('Who did it.'),
    actorrole: text('In which role.'),
    channel: text('Through which channel.'),
    correlationid: text('The case it belongs to.'),
    causationid: text('The event that brought it about.'),
    commandid: text('The command that brought it about.'),
    rule: text('Rule pack, version and clause behind it.'),
    ruletrace: text('Id under which the figure was first recorded; ask `GET /rules/traces/{id}` by it.'),
    maskedfields: text('Fields shown masked, since the token does not open their data class.'),
    dataclassification: { enum: ['C0', 'C1', 'C2', 'C3', 'C4', 'C5'], description: 'Highest data class in `data`.' },
  },
};

/** The AsyncAPI 3.0 document of the feed. */
export const asyncApi = ({ kinds }) => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Heatledger feed 供热服务台账事件流',
    version: '1',
    description:
      'Every fact as a CloudEvents 1.0 event, page by page (`GET /feed`) or as a stream (`GET /feed/stream`, server-sent events, heartbeats, `Last-Event-ID`).',
  },
  defaultContentType: 'application/cloudevents+json',
  servers: { local: { host: '127.0.0.1:3000', protocol: 'http', security: [{ $ref: '#/components/securitySchemes/bearer' }] } },
  channels: {
    feed: {
      address: '/feed',
      title: 'Pages',
      description: '`after`, `types`, `categories`, `limit`; a full page never changes and has a strong ETag.',
      messages: Object.fromEntries(kinds.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    },
    stream: {
      address: '/feed/stream',
      title: 'Server-sent events',
      messages: Object.fromEntries(kinds.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    },
  },
  operations: { page: { action: 'send', channel: { $ref: '#/channels/feed' } }, follow: { action: 'send', channel: { $ref: '#/channels/stream' } } },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    schemas: { CloudEvent: envelope },
    messages: Object.fromEntries(
      kinds.map((kind) => [
        kind.type,
        {
          name: `heatledger.${kind.type}`,
          title: kind.type,
          summary: kind.doc,
          payload: {
            allOf: [
              { $ref: '#/components/schemas/CloudEvent' },
              {
                type: 'object',
                properties: { type: { const: `heatledger.${kind.type}` }, data: (({ $schema, $id, ...schema }) => schema)(schemaOf(kind)) },
              },
            ],
          },
        },
      ]),
    ),
  },
});

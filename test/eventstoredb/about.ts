import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';

/** A node of a cluster as it tells of itself. */
export interface Member {
  readonly host: string;
  readonly port: number;
  readonly leader: boolean;
  readonly alive: boolean;
}

const methods: readonly (readonly [service: string, method: string, features: readonly string[]])[] = [
  ['event_store.client.streams.streams', 'read', []],
  ['event_store.client.streams.streams', 'append', []],
  ['event_store.client.streams.streams', 'delete', []],
  ['event_store.client.streams.streams', 'tombstone', []],
  ['event_store.client.streams.streams', 'batchappend', ['deadline_duration']],
  ...['read', 'create', 'update', 'delete', 'getinfo', 'replayparked', 'list'].map((method) => ['event_store.client.persistent_subscriptions.persistentsubscriptions', method, ['stream', 'all']] as const),
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
  ['event_store.client.gossip.gossip', 'read', []],
];

/** What the server can do, by which the client chooses its ways. */
export const supportedMethods = (): features.SupportedMethods => {
  const answer = new features.SupportedMethods();
  answer.setEventStoreServerVersion('24.2.0');
  answer.setMethodsList(
    methods.map(([service, method, list]) => {
      const supported = new features.SupportedMethod();
      supported.setServiceName(service);
      supported.setMethodName(method);
      supported.setFeaturesList([...list]);
      return supported;
    }),
  );
  return answer;
};

const LEADER = 8;
const FOLLOWER = 6;

/** The cluster as this node sees it. */
export const clusterInfo = (members: readonly Member[]): gossip.ClusterInfo => {
  const answer = new gossip.ClusterInfo();
  answer.setMembersList(
    members.map(({ host, port, leader, alive }) => {
      const member = new gossip.MemberInfo();
      const id = new shared.UUID();
      id.setString('6f1c0000-0000-4000-8000-000000000001');
      const endPoint = new gossip.EndPoint();
      endPoint.setAddress(host);
      endPoint.setPort(port);
      member.setInstanceId(id);
      member.setTimeStamp('0');
      member.setState(leader ? LEADER : FOLLOWER);
      member.setIsAlive(alive);
      member.setHttpEndPoint(endPoint);
      return member;
    }),
  );
  return answer;
};

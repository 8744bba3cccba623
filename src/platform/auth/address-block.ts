const IPV4_INSIDE_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS = 8;
const GROUPS_OF_A_NETWORK = 4;

/**
 * Who a network address counts as: an IPv4 address by itself, an IPv6 address with its whole /64, which one subscriber
 * has to itself.
 */
export function addressBlock(address: string): string {
  const ipv4 = IPV4_INSIDE_IPV6.exec(address)?.[1];
  if (ipv4) return ipv4;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const skipped = Array<string>(Math.max(0, GROUPS - before.length - after.length)).fill('0');
  const groups = tail === undefined ? before : [...before, ...skipped, ...after];
  return `${groups.slice(0, GROUPS_OF_A_NETWORK).map(withoutZeros).join(':')}::/64`;
}

const groupsOf = (text: string): string[] => text.split(':').filter(Boolean);
const withoutZeros = (group: string): string => group.replace(/^0+(?=.)/, '');

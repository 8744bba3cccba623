import { digestOf } from './json-digest';

it('writes what RFC 8785 writes, in the order of the code units', () => {
  const value = { b: [1.0, 1e21, 'é\n€\u0000'], '10': null, '9': true, a: { z: -0, y: 0.5 } };
  expect(digestOf(value).content).toBe('{"10":null,"9":true,"a":{"y":0.5,"z":0},"b":[1,1e+21,"é\\n€\\u0000"]}');
});

it('hashes its UTF-8', () => {
  expect(digestOf('€').hash).toBe('33ab3f1aaa9b5b06e754decf4e24302477eac3714490bbb587a4b56903c0090c');
});

it('is the same for the same document in whatever order it came', () => {
  expect(digestOf(JSON.parse('{"a":1,"b":{"c":2,"d":3}}'))).toEqual(digestOf(JSON.parse('{"b":{"d":3,"c":2},"a":1}')));
});

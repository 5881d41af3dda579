import { describe, expect, test } from 'vitest';
import {
  davSegments,
  davUrl,
  multiStatus,
  readDavUrl,
  readPropfind,
} from '../../../electron/practice/dav-paths.ts';

describe('a path', () => {
  test.each([
    ['/dav', []],
    ['/dav/', []],
    ['/dav/product_images/import/', ['product_images', 'import']],
    ['/dav/T%C3%BCr%201.png?x=1', ['Tür 1.png']],
    ['/dav/a..b/.hidden', ['a..b', '.hidden']],
  ])('%s is below the root', (url, segments) => {
    expect(readDavUrl(url)).toEqual(segments);
  });

  test.each([
    '/dav/..',
    '/dav/../secret',
    '/dav/a/../../secret',
    '/dav/%2e%2e/secret',
    '/dav/a%2f..%2f..%2fsecret',
    '/dav/a/./b',
    '/dav//etc/passwd',
    '/dav/a//b',
    '/dav/a%5c..%5cb',
    '/dav/c:/windows',
    '/dav/a%00b',
    '/dav/%zz',
    '/dav/trailing.',
    `/dav/${'x'.repeat(256)}`,
    '/davenport',
  ])('%s is invalid', (url) => {
    expect(readDavUrl(url)).toBeNull();
  });

  test('survives a URL', () => {
    const segments = ['product_images', 'a b & ü#%.png'];
    expect(readDavUrl(davUrl(segments, false))).toEqual(segments);
    expect(davSegments('spring/mug.jpg')).toEqual(['spring', 'mug.jpg']);
  });
});

describe('a PROPFIND', () => {
  test('without a body asks for everything', () => {
    expect(readPropfind('')).toEqual({ type: 'all' });
    expect(readPropfind('<?xml version="1.0"?><propfind xmlns="DAV:"><allprop/></propfind>')).toEqual({
      type: 'all',
    });
    expect(readPropfind('<a:propfind xmlns:a="DAV:"><a:propname/></a:propfind>')).toEqual({ type: 'names' });
  });

  test('names properties with any prefix', () => {
    expect(
      readPropfind(
        '<D:propfind xmlns:D="DAV:"><D:prop><D:getetag/><x:owner xmlns:x="urn:x"/><D:size></D:size></D:prop></D:propfind>',
      ),
    ).toEqual({
      type: 'some',
      names: [
        { namespace: 'DAV:', name: 'getetag' },
        { namespace: 'urn:x', name: 'owner' },
        { namespace: 'DAV:', name: 'size' },
      ],
    });
  });

  test.each(['<x/>', 'propfind', '{"a":1}', '<propfind xmlns="DAV:"></propfind>', '<propfind>'])(
    'is not %s',
    (body) => {
      expect(readPropfind(body)).toBeNull();
    },
  );

  test('is answered with known properties, and 404 for others', () => {
    const entry = {
      segments: ['a&b.png'],
      isCollection: false,
      bytes: 7,
      createdAt: 0,
      modifiedAt: 0,
      etag: '"1-7"',
    };
    const names = [
      { namespace: 'DAV:', name: 'getcontentlength' },
      { namespace: 'urn:x', name: 'owner' },
    ];
    const body = multiStatus([entry], { type: 'some', names });
    expect(body).toContain('<D:href>/dav/a%26b.png</D:href>');
    expect(body).toContain('<D:prop><D:getcontentlength>7</D:getcontentlength></D:prop>');
    expect(body).toContain('<x:owner xmlns:x="urn:x"/></D:prop><D:status>HTTP/1.1 404 Not Found');
    expect(multiStatus([entry], { type: 'all' })).toContain('<D:displayname>a&amp;b.png</D:displayname>');
  });
});

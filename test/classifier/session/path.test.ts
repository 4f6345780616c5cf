/** Working directories and full paths (RFC 959 appendix II for quoted ones). */
import {
  directoryNamed,
  quotedPath,
  resolvePath,
  uniqueName,
  withoutListOptions,
} from '../../../src/classifier/session/path.js';
import { table } from '../../support/cases.js';

table('resolvePath', ([directory, name]: readonly [string | null, string]) => resolvePath(directory, name), [
  { title: 'relative', input: ['/home/alice', 'a.txt'], expected: '/home/alice/a.txt' },
  { title: 'relative in the root', input: ['/', 'a.txt'], expected: '/a.txt' },
  { title: 'absolute', input: ['/home', '/pub/a'], expected: '/pub/a' },
  { title: 'absolute, directory not known', input: [null, '/pub/a'], expected: '/pub/a' },
  { title: 'relative, directory not known', input: [null, 'a.txt'], expected: null },
  { title: 'the parent', input: ['/home/alice', '..'], expected: '/home' },
  { title: 'the parent of the root', input: ['/', '..'], expected: '/' },
  { title: 'more parents than there are', input: ['/a', '../../../b'], expected: '/b' },
  { title: 'the parent of what is not known', input: [null, '..'], expected: null },
  { title: 'dots and doubled slashes', input: ['/a/', './/b/./c/'], expected: '/a/b/c' },
  { title: 'three dots are a name', input: ['/a', '...'], expected: '/a/...' },
  { title: 'spaces belong to the name', input: ['/a', ' b '], expected: '/a/ b ' },
  { title: 'high bytes', input: ['/a', '\xb1\xa8'], expected: '/a/\xb1\xa8' },
  { title: 'a backslash belongs to a Unix name', input: ['/a', 'b\\c'], expected: '/a/b\\c' },
  { title: 'a drive', input: ['/a', 'C:\\temp\\x'], expected: 'C:\\temp\\x' },
  { title: 'in a directory on a drive', input: ['C:/temp', 'x'], expected: 'C:/temp/x' },
  { title: 'a data set of z/OS', input: ['/a', "'HLQ.DATA'"], expected: "'HLQ.DATA'" },
]);

table('quotedPath', quotedPath, [
  { title: 'a 257', input: '"/home/alice" is the current directory', expected: '/home/alice' },
  { title: 'alone', input: '"/"', expected: '/' },
  { title: 'a doubled quote', input: '"/a""b" created', expected: '/a"b' },
  { title: 'a doubled quote at the end', input: '"/a""" created', expected: '/a"' },
  { title: 'nothing but a doubled quote', input: '"""" created', expected: '"' },
  { title: 'an empty path', input: '"" is the current directory', expected: '' },
  { title: 'spaces', input: '"/two words" created', expected: '/two words' },
  { title: 'no quotes', input: '/home/alice is the current directory', expected: null },
  { title: 'one quote', input: '"/home/alice', expected: null },
]);

table('directoryNamed', (text: string) => directoryNamed({ text, damaged: false }), [
  { title: 'quoted', input: '"/pub" is current directory.', expected: '/pub' },
  { title: 'Pure-FTPd', input: 'OK. Current directory is /pub', expected: '/pub' },
  { title: 'with a full stop', input: 'Directory changed to /pub.', expected: '/pub' },
  { title: 'NcFTPd', input: 'Current working directory is now /pub/a b', expected: '/pub/a b' },
  { title: 'in the second line', input: 'Welcome\nOK. Current directory is /pub', expected: '/pub' },
  { title: 'vsftpd names none', input: 'Directory successfully changed.', expected: null },
  { title: 'ProFTPD names none', input: 'CWD command successful', expected: null },
  {
    title: 'a name that ends in a space',
    input: '"/two words " is current directory.',
    expected: '/two words ',
  },
  { title: 'something else in quotes', input: 'The word "directory" means nothing', expected: null },
]);

table('directoryNamed by a reply that was cut', (text: string) => directoryNamed({ text, damaged: true }), [
  { title: 'quoted in full', input: '"/pub" is curr', expected: '/pub' },
  { title: 'cut within the quotes', input: '"/pu', expected: null },
  { title: 'not quoted: the name may go on', input: 'OK. Current directory is /pu', expected: null },
]);

table('withoutListOptions', withoutListOptions, [
  { title: 'options and a path', input: '-la /pub', expected: '/pub' },
  { title: 'two options', input: '-l -a pub', expected: 'pub' },
  { title: 'options alone', input: '-al', expected: '' },
  { title: 'a path alone', input: '/pub', expected: '/pub' },
  { title: 'a hyphen within', input: 'a-b', expected: 'a-b' },
  { title: 'a path with spaces', input: '-a two words', expected: 'two words' },
]);

table('uniqueName', uniqueName, [
  { title: 'as RFC 1123 has it', input: 'FILE: up.bin.1', expected: 'up.bin.1' },
  { title: 'with more after it on other lines', input: 'FILE: a b \nStored.', expected: 'a b' },
  { title: 'BSD, at the end', input: 'Transfer complete (unique file name:up.bin.1).', expected: 'up.bin.1' },
  {
    title: 'a name that the client gave',
    input: "Opening BINARY mode data connection for 'up.bin'.",
    expected: undefined,
  },
]);

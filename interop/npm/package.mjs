// Opens a package of the suite SM with a program that shares no code with Hufu: sm-crypto-v2 for SM2, SM3, SM4.
//
//   node package.mjs PACKAGE KEY CERTIFICATE
//
// KEY is the private number in hexadecimal digits, CERTIFICATE the recipient's encryption certificate (PEM).
// Prints {"manifest", "files": [{"size", "digest"}]}. Exit 0: opened and verified; 1: refused.
// Written from docs/formats/package.md alone.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as sm from 'sm-crypto-v2';

const CHUNK = 65536;
const TAG = 16;
const USER_ID = '1234567812345678';

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const ascii = (text) => new Uint8Array(Buffer.from(text, 'ascii'));
const sm3 = (...parts) => Buffer.from(sm.sm3(new Uint8Array(Buffer.concat(parts.map((p) => Buffer.from(p))))), 'hex');

function require(condition, what) {
  if (!condition) {
    throw new Error(what);
  }
}

// SM2Cipher (GM/T 0009): SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, text OCTET STRING }
function sm2Cipher(der) {
  let at = 0;
  const length = () => {
    const first = der[at++];
    if (first < 0x80) {
      return first;
    }
    let n = 0;
    for (let i = 0; i < (first & 0x7f); i++) {
      n = n * 256 + der[at++];
    }
    return n;
  };
  const value = (tag) => {
    require(der[at++] === tag, 'SM2Cipher');
    const n = length();
    at += n;
    return der.subarray(at - n, at);
  };
  require(der[at++] === 0x30, 'SM2Cipher');
  length();
  const number = (bytes) => hex(bytes).replace(/^00/, '').padStart(64, '0');
  return number(value(0x02)) + number(value(0x02)) + hex(value(0x04)) + hex(value(0x04));
}

function readHeader(bytes) {
  const magic = Buffer.from('hufu-package/1\n', 'ascii');
  require(bytes.subarray(0, magic.length).equals(magic), 'magic');
  const size = bytes.readUInt32BE(magic.length);
  const start = magic.length + 4;
  const raw = bytes.subarray(start, start + size);
  return { raw, json: JSON.parse(raw.toString('utf8')), end: start + size };
}

function canonical(object) {
  // Flat objects of ASCII texts only: sorting the names is all that RFC 8785 asks for here.
  return Buffer.from(JSON.stringify(object, Object.keys(object).sort()), 'utf8');
}

function openStanza(header, key) {
  const { stanzas, ...rest } = header.json;
  const context = sm3(canonical(rest));
  for (const stanza of stanzas) {
    let plain;
    try {
      plain = Buffer.from(sm.sm2.doDecrypt(sm2Cipher(Buffer.from(stanza, 'base64url')), key, 1, { output: 'array' }));
    } catch {
      continue;
    }
    if (plain.length === 96 && plain.subarray(64).equals(context)) {
      return { fileKey: plain.subarray(0, 32), salt: plain.subarray(32, 64) };
    }
  }
  throw new Error('no stanza opens');
}

function decrypt(content, key, aad) {
  const clear = [];
  for (let number = 0, at = 0; at < content.length; number++, at += CHUNK + TAG) {
    const sealed = content.subarray(at, Math.min(at + CHUNK + TAG, content.length));
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(number, 7);
    nonce[11] = at + CHUNK + TAG >= content.length ? 1 : 0;
    clear.push(
      Buffer.from(
        sm.sm4.decrypt(new Uint8Array(sealed.subarray(0, sealed.length - TAG)), new Uint8Array(key), {
          mode: 'gcm',
          iv: new Uint8Array(nonce),
          associatedData: new Uint8Array(aad),
          tag: new Uint8Array(sealed.subarray(sealed.length - TAG)),
          output: 'array',
        }),
      ),
    );
  }
  return Buffer.concat(clear);
}

function frames(clear) {
  const files = [];
  let current = [];
  for (let at = 0; at < clear.length; ) {
    const kind = clear[at];
    const size = clear.readUInt32BE(at + 1);
    const body = clear.subarray(at + 5, at + 5 + size);
    at += 5 + size;
    if (kind === 1) {
      current.push(body);
    } else if (kind === 2) {
      const file = Buffer.concat(current);
      files.push({ size: file.length, digest: sm3(file).toString('base64url') });
      current = [];
    } else {
      require(kind === 3 && at === clear.length, 'frames');
      return { files, jws: body.toString('ascii') };
    }
  }
  throw new Error('no manifest');
}

function verifyManifest(jws, header, headerDigest) {
  const [head, payload, signature] = jws.split('.');
  const protectedHeader = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
  const der = Buffer.from(protectedHeader.x5c[0], 'base64');
  require(sm3(der).toString('base64url') === header.json.sender, 'sender');
  const spki = new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
  const point = hex(spki.subarray(spki.length - 65));
  require(
    sm.sm2.doVerifySignature(ascii(`${head}.${payload}`), hex(Buffer.from(signature, 'base64url')), point, {
      hash: true,
      der: false,
      userId: USER_ID,
    }),
    'signature',
  );
  const manifest = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  require(manifest.header === headerDigest.toString('base64url') && manifest.id === header.json.id, 'manifest');
  return manifest;
}

function open(file, key, certificate) {
  const bytes = readFileSync(file);
  const header = readHeader(bytes);
  require(header.json.suite === 'SM', 'suite');
  const { fileKey, salt } = openStanza(header, key);
  const macKey = sm.hkdf(new Uint8Array(fileKey), new Uint8Array(32), ascii('hufu-package/1 header'), 32);
  const mac = sm.sm3(new Uint8Array(header.raw), { key: new Uint8Array(macKey), mode: 'hmac' });
  require(bytes.subarray(header.end, header.end + 32).toString('hex') === mac, 'header authentication');
  const headerDigest = sm3(header.raw);
  const payloadKey = sm.hkdf(
    new Uint8Array(fileKey),
    new Uint8Array(headerDigest),
    ascii('hufu-package/1 payload'),
    16,
  );
  const content = bytes.subarray(header.end + 32, bytes.length - 16);
  const mark = bytes.subarray(bytes.length - 16);
  require(mark.subarray(0, 8).toString('ascii') === 'HUFU-END' && mark.readBigUInt64BE(8) === BigInt(content.length), 'mark');
  const { files, jws } = frames(decrypt(content, payloadKey, headerDigest));
  const manifest = verifyManifest(jws, header, headerDigest);
  const recipient = sm3(new X509Certificate(readFileSync(certificate)).raw);
  const commitment = sm3(ascii('hufu-package/1 recipient'), salt, recipient).toString('base64url');
  require(manifest.recipients.includes(commitment), 'recipient');
  require(
    files.length === manifest.files.length &&
      files.every((f, i) => f.size === manifest.files[i].size && f.digest === manifest.files[i].digest),
    'files',
  );
  return { manifest, files };
}

try {
  console.log(JSON.stringify(open(...process.argv.slice(2))));
} catch (e) {
  console.error(String(e.message));
  process.exit(1);
}

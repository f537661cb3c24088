// Judges and makes SD-JWTs with programs that have nothing in common with Hufu:
// @sd-jwt/core for RFC 9901, Node's crypto for ES256, EdDSA and SHA-256, sm-crypto-v2 for SM2 and SM3.
//
//   node verify.mjs verify FILE [SECONDS]   FILE is a JSON licence or its compact form; prints {"alg", "claims"}
//   node verify.mjs issue REQUEST           prints the compact form of {"key", "header", "claims", "frame"}
//   node verify.mjs presented FILE NONCE SECONDS   verifies a presentation with its key binding; prints {"claims", "binding"}
//   node verify.mjs present FILE REQUEST    prints the compact form of a licence presented as {"key", "frame", "binding"} says
//
// SECONDS since 1970 is the time to verify at; without it, now. Exit 0: verified, issued or presented; 1: refused.
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FlattenJSON, SDJwtInstance } from '@sd-jwt/core';
import * as sm from 'sm-crypto-v2';

const SM2_SM3 = 'https://hufu.io/jose/alg/sm2-sm3';
const SM3 = 'https://hufu.io/jose/hash/sm3';
const USER_ID = '1234567812345678';

function hasher(data, alg) {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : Buffer.from(data);
  if (alg === 'sha-256') {
    return new Uint8Array(createHash('sha256').update(bytes).digest());
  }
  if (alg === SM3) {
    return new Uint8Array(Buffer.from(sm.sm3(new Uint8Array(bytes)), 'hex'));
  }
  throw new Error(`hash ${alg}`);
}

// The certificate is only asked for its key: whom to trust is not what is tested here.
function verifier(header) {
  const leaf = new X509Certificate(Buffer.from(header.x5c[0], 'base64'));
  return (data, signature) => {
    const message = Buffer.from(data, 'ascii');
    const value = Buffer.from(signature, 'base64url');
    switch (header.alg) {
      case 'ES256':
        return verify('sha256', message, { key: leaf.publicKey, dsaEncoding: 'ieee-p1363' }, value);
      case 'EdDSA':
        return verify(null, message, leaf.publicKey, value);
      case SM2_SM3:
        return sm.sm2.doVerifySignature(new Uint8Array(message), value.toString('hex'), sm2Point(leaf), {
          hash: true,
          der: false,
          userId: USER_ID,
        });
      default:
        throw new Error(`algorithm ${header.alg}`);
    }
  };
}

// The uncompressed point, 65 bytes, ends a SubjectPublicKeyInfo of a curve.
function sm2Point(certificate) {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return spki.subarray(spki.length - 65).toString('hex');
}

function compactOf(file) {
  const text = readFileSync(file, 'utf8');
  return text.startsWith('{') ? FlattenJSON.fromSerialized(JSON.parse(text)).toEncoded() : text;
}

async function verifyFile(file, seconds) {
  const compact = compactOf(file);
  const header = JSON.parse(Buffer.from(compact.split('.')[0], 'base64url').toString('utf8'));
  const library = new SDJwtInstance({ hasher, verifier: verifier(header) });
  const { payload } = await library.verify(compact, seconds ? { currentDate: Number(seconds) } : {});
  return JSON.stringify({ alg: header.alg, claims: payload });
}

// The holder's signature, by the key that the issuer signed for.
function holderVerifier(data, signature, payload) {
  const key = createPublicKey({ key: payload.cnf.jwk, format: 'jwk' });
  const value = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(data, 'ascii'), { key, dsaEncoding: 'ieee-p1363' }, value);
}

async function verifyPresentation(file, nonce, seconds) {
  const compact = compactOf(file);
  const header = JSON.parse(Buffer.from(compact.split('.')[0], 'base64url').toString('utf8'));
  const library = new SDJwtInstance({ hasher, verifier: verifier(header), kbVerifier: holderVerifier });
  const { payload, kb } = await library.verify(compact, { currentDate: Number(seconds), keyBindingNonce: nonce });
  return JSON.stringify({ claims: payload, binding: kb.payload });
}

async function present(file, requestFile) {
  const request = JSON.parse(readFileSync(requestFile, 'utf8'));
  const key = createPrivateKey(request.key);
  const library = new SDJwtInstance({
    hasher,
    kbSignAlg: 'ES256',
    kbSigner: (data) =>
      sign('sha256', Buffer.from(data, 'ascii'), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  });
  return library.present(compactOf(file), request.frame, { kb: { payload: request.binding } });
}

async function issue(file) {
  const request = JSON.parse(readFileSync(file, 'utf8'));
  const key = createPrivateKey(request.key);
  const library = new SDJwtInstance({
    hasher,
    hashAlg: 'sha-256',
    saltGenerator: (length) => randomBytes(Math.max(length, 16)).toString('base64url'),
    signAlg: 'ES256',
    signer: (data) =>
      sign('sha256', Buffer.from(data, 'ascii'), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  });
  return library.issue(request.claims, request.frame, { header: request.header });
}

const [command, file, second, third] = process.argv.slice(2);
try {
  if (command === 'verify') {
    console.log(await verifyFile(file, second));
  } else if (command === 'issue') {
    console.log(await issue(file));
  } else if (command === 'presented') {
    console.log(await verifyPresentation(file, second, third));
  } else if (command === 'present') {
    console.log(await present(file, second));
  } else {
    throw new Error('use: node verify.mjs verify | issue | presented | present …');
  }
} catch (error) {
  console.error(`refused: ${error.message}`);
  process.exitCode = 1;
}

package io.hufu.exchange;

/**
 * What tells one message from every other. Immutable.
 *
 * @param sender digest of the sender's certificate, in hexadecimal digits
 * @param id 32 hexadecimal digits
 * @param content digest of the signed manifest, in hexadecimal digits
 */
public record MessageKey(String sender, String id, String content) {}

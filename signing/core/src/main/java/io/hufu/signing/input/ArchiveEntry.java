package io.hufu.signing.input;

/**
 * One file of an archive, on which central directory and local header agree. Immutable.
 *
 * @param name path with forward slashes, relative, without empty, {@code .} or {@code ..} segments
 * @param size decompressed bytes
 * @param compressedSize bytes in the archive
 * @param crc CRC-32 of the decompressed bytes
 * @param deflated whether the bytes are deflated; else stored
 * @param position of the first data byte in the document
 */
public record ArchiveEntry(
    String name, long size, long compressedSize, long crc, boolean deflated, long position) {}

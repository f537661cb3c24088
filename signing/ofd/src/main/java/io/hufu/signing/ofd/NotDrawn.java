package io.hufu.signing.ofd;

/**
 * Something on a page that was not drawn, or not as the file has it. Immutable.
 *
 * @param detail which one: a resource's number, a format, a name; may be empty
 */
public record NotDrawn(Reason reason, String detail) {
  /** Why. */
  public enum Reason {
    /** The font is not in the file: its characters are drawn in the font that comes with Hufu. */
    FONT_NOT_EMBEDDED,
    /** The font cannot be read: its characters are drawn in the font that comes with Hufu. */
    FONT_UNREADABLE,
    /** No font has the character or the glyph. */
    GLYPH_MISSING,
    /** A picture of a format that is not shown, such as JBIG2 or TIFF. */
    PICTURE_FORMAT,
    /** A mask over a picture; the picture is shown without. */
    PICTURE_MASK,
    /** A pattern or a shading of a kind that is not drawn; one of its colours stands for it. */
    PATTERN,
    /** An area cut out by text; nothing is cut out. */
    CLIP_BY_TEXT,
    /** A number, a path or a place that cannot be read. */
    OBJECT_UNREADABLE,
    /** An object of a kind that is not known. */
    OBJECT_UNKNOWN,
    /** Something that is referred to and is not there. */
    RESOURCE_MISSING,
    /** A part of the package that cannot be read. */
    PART_UNREADABLE,
    /** The picture of a seal that cannot be shown. */
    STAMP_UNREADABLE,
    /** There is more on the page than is drawn of any. */
    LIMIT
  }
}

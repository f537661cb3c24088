package io.hufu.signing.pdf;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The document as it was at a revision: references resolve to what stood there then. */
record View(ObjectStore store, int revision, Cos.Dict trailer) {
  static final Cos.Dict NOTHING = new Cos.Dict(Map.of());

  Cos resolve(Cos value) throws IOException, PdfFault {
    return store.resolve(value, revision);
  }

  Cos get(Cos.Dict dict, String key) throws IOException, PdfFault {
    return resolve(dict.get(key));
  }

  /** Returns a dictionary or a stream's dictionary; an empty one for anything else. */
  Cos.Dict dict(Cos value) throws IOException, PdfFault {
    Cos resolved = resolve(value);
    if (resolved instanceof Cos.Stream stream) {
      return stream.dict();
    }
    return resolved instanceof Cos.Dict dict ? dict : NOTHING;
  }

  Cos.Dict dict(Cos.Dict parent, String key) throws IOException, PdfFault {
    return dict(parent.get(key));
  }

  /** Returns the items of an array, unresolved; none for anything else. */
  List<Cos> items(Cos value) throws IOException, PdfFault {
    return resolve(value) instanceof Cos.Array array ? array.items() : List.of();
  }

  /** Returns a name's value; empty for anything else. */
  String name(Cos.Dict dict, String key) throws IOException, PdfFault {
    return get(dict, key) instanceof Cos.Name name ? name.value() : "";
  }

  byte[] decode(Cos.Stream stream) throws IOException, PdfFault {
    return store.decode(stream, revision);
  }

  Cos.Dict catalog() throws IOException, PdfFault {
    return dict(trailer.get("Root"));
  }
}

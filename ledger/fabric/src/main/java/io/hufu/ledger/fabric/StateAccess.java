package io.hufu.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.hufu.crypto.MalformedDataException;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * What an endorsed transaction read and would write. Immutable.
 *
 * @param reads reads of public keys of the chaincode itself
 * @param writes writes of public keys of the chaincode itself
 * @param readOnly whether nothing at all would be written, by any chaincode, private or not
 */
record StateAccess(List<KVRead> reads, List<KVWrite> writes, boolean readOnly) {

  /** Reads the read-write set that peers signed. */
  static StateAccess parse(ByteString results, String chaincode) throws MalformedDataException {
    List<KVRead> reads = new ArrayList<>();
    List<KVWrite> writes = new ArrayList<>();
    boolean readOnly = true;
    try {
      TxReadWriteSet set = TxReadWriteSet.parseFrom(results);
      if (set.getDataModel() != TxReadWriteSet.DataModel.KV) {
        throw new MalformedDataException("fabric proof: read-write set of an unknown model");
      }
      for (NsReadWriteSet one : set.getNsRwsetList()) {
        KVRWSet keys = KVRWSet.parseFrom(one.getRwset());
        readOnly &= keys.getWritesCount() == 0 && keys.getMetadataWritesCount() == 0;
        // Private data are in the set as hashes only; whether they are read or written matters not
        // here, for no checkpoint is private.
        readOnly &= one.getCollectionHashedRwsetCount() == 0;
        if (one.getNamespace().equals(chaincode)) {
          reads.addAll(keys.getReadsList());
          writes.addAll(keys.getWritesList());
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedDataException("fabric proof: read-write set cannot be read", e);
    }
    return new StateAccess(List.copyOf(reads), List.copyOf(writes), readOnly);
  }

  /** Returns the reads of one key. */
  List<KVRead> readsOf(String key) {
    return reads.stream().filter(read -> read.getKey().equals(key)).toList();
  }

  /** Tells whether the expected value would be written under its key. */
  boolean wouldWrite(ExpectedRead expected) {
    return writes.stream()
        .filter(write -> write.getKey().equals(expected.key()) && !write.getIsDelete())
        .anyMatch(write -> expected.value().test(write.getValue().toByteArray()));
  }
}

package io.hufu.signing;

import io.hufu.model.Licence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Cuts a sequence of licences into batches and hands out the results one by one. */
final class BatchIterator implements Iterator<IssueResult> {
  private final Iterator<Licence> licences;
  private final Batch batch;
  private final int size;
  private final Deque<IssueResult> ready = new ArrayDeque<>();

  BatchIterator(Iterator<Licence> licences, Batch batch, int size) {
    this.licences = licences;
    this.batch = batch;
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || licences.hasNext();
  }

  @Override
  public IssueResult next() {
    if (ready.isEmpty()) {
      List<Licence> next = new ArrayList<>();
      while (next.size() < size && licences.hasNext()) {
        next.add(licences.next());
      }
      if (next.isEmpty()) {
        throw new NoSuchElementException();
      }
      ready.addAll(batch.issue(next));
    }
    return ready.remove();
  }
}

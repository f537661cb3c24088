package io.hufu.model;

import io.hufu.model.LowerList.Service;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.TrustListRefusedException.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One list among others: itself, the list above it and the entry by which that one names it.
 *
 * @param above null for a root, which the operator chose
 * @param link null for a root
 */
record TrustNode(TrustList list, @Nullable TrustNode above, @Nullable LowerList link) {
  private static final int MAX_DEPTH = 8;

  /** Links lists below roots; every one must be named by the signer's digest, and stay in scope. */
  static List<TrustNode> link(List<TrustList> roots, List<TrustList> lower)
      throws TrustListRefusedException {
    List<TrustNode> nodes = new ArrayList<>();
    roots.forEach(root -> nodes.add(new TrustNode(root, null, null)));
    List<TrustList> open = new ArrayList<>(lower);
    for (int i = 0; i < nodes.size(); i++) {
      TrustNode node = nodes.get(i);
      for (LowerList link : node.list.hierarchy().lists()) {
        for (TrustList list : lower) {
          if (open.contains(list) && link.isSignedBy(list.signer())) {
            TrustNode below = new TrustNode(list, node, link);
            below.requireWithinScope();
            nodes.add(below);
            open.remove(list);
          }
        }
      }
    }
    if (!open.isEmpty()) {
      throw new TrustListRefusedException(
          Code.TRUST_LIST_NOT_LISTED_ABOVE,
          open.get(0).nameZh()
              + " is signed by "
              + open.get(0).signer().subject()
              + ", whom no list above names");
    }
    return List.copyOf(nodes);
  }

  /** This node's list, then those above it. */
  List<TrustNode> upwards() {
    List<TrustNode> line = new ArrayList<>();
    for (TrustNode node = this; node != null; node = node.above) {
      line.add(node);
    }
    return line;
  }

  private boolean knows(String code) {
    return upwards().stream().anyMatch(node -> node.list.authority(code).isPresent());
  }

  /** Tells whether every list above leaves this type and region to it on a day. */
  boolean maySpeakOf(String type, String region, LocalDate day) {
    for (TrustNode node = this; node != null; node = node.above) {
      LowerList by = node.link;
      if (!node.list.hierarchy().scope().covers(type, region)
          || (by != null && !(by.inForceOn(day) && by.scope().covers(type, region)))) {
        return false;
      }
    }
    return true;
  }

  private void requireWithinScope() throws TrustListRefusedException {
    LowerList by = link;
    TrustNode parent = above;
    if (by == null || parent == null) {
      return;
    }
    if (upwards().size() > MAX_DEPTH) {
      throw exceeded("stands more than " + MAX_DEPTH + " lists below a root");
    }
    TrustScope scope = by.scope();
    TrustHierarchy own = list.hierarchy();
    if (!own.scope().equals(TrustScope.ALL) && !scope.covers(own.scope())) {
      throw exceeded("its own scope");
    }
    for (Authority authority : list.authorities()) {
      if (parent.knows(authority.code())) {
        throw exceeded("authority " + authority.code() + " stands in a list above itself");
      }
      if (!authority.regions().stream().allMatch(scope::coversRegion)) {
        throw exceeded("authority " + authority.code() + " sits outside its regions");
      }
      for (Grant grant : authority.grants()) {
        if (!scope.covers(grant)) {
          throw exceeded("a grant of authority " + authority.code());
        }
      }
    }
    for (LowerList below : own.lists()) {
      if (!scope.covers(below.scope()) || !by.services().containsAll(below.services())) {
        throw exceeded("what it leaves to " + below.nameZh());
      }
    }
    if (!own.regions().stream().allMatch(region -> scope.coversRegion(region.code()))) {
      throw exceeded("a region whose period it gives");
    }
    requireServices(by.services());
  }

  private void requireServices(Set<Service> services) throws TrustListRefusedException {
    if (!services.contains(Service.LEDGER) && !list.ledgers().isEmpty()) {
      throw exceeded("a ledger");
    }
    if (!services.contains(Service.ADDRESS) && !list.addresses().isEmpty()) {
      throw exceeded("an address");
    }
    if (!services.contains(Service.SEAL) && !list.anchors(TrustAnchor.Use.SEAL).isEmpty()) {
      throw exceeded("a root of seal makers");
    }
    if (!services.contains(Service.TIME_STAMP)
        && !list.anchors(TrustAnchor.Use.TIME_STAMP).isEmpty()) {
      throw exceeded("a root of time-stamps");
    }
  }

  private TrustListRefusedException exceeded(String what) {
    return new TrustListRefusedException(
        Code.TRUST_LIST_SCOPE_EXCEEDED,
        list.nameZh() + " exceeds what the list above leaves to it: " + what);
  }
}

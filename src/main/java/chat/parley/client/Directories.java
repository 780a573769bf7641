package chat.parley.client;

import chat.parley.client.mail.Way;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Reads the relay's directory, page after page, for whoever asks meanwhile. Belongs to the core thread.
final class Directories {
  private final Name me;
  private final List<CompletableFuture<Directory>> waiting = new ArrayList<>();
  private final List<Name> names = new ArrayList<>();
  private @Nullable Way way;
  private long request;
  private String asked = "";

  Directories(Name me) {
    this.me = me;
  }

  void connected(Way now) {
    way = now;
  }

  /// Nobody is left without an answer: what came of the directory counts as all there is to know.
  void disconnected() {
    way = null;
    answer(new Directory(some(), !names.isEmpty(), false));
  }

  void read(CompletableFuture<Directory> answer) {
    if (way == null) {
      answer.complete(Directory.CLOSED);
      return;
    }
    waiting.add(answer);
    if (waiting.size() == 1) {
      names.clear();
      ask(way, "");
    }
  }

  private void ask(Way over, String after) {
    asked = after;
    over.submit(new FromClient.ListAccounts(++request, after));
  }

  /// Takes a frame, if it is an answer to what was asked here.
  boolean takes(FromRelay frame) {
    return switch (frame) {
      case FromRelay.Accounts page -> {
        if (page.request() == request && !waiting.isEmpty()) {
          add(page);
        }
        yield true;
      }
      case FromRelay.NoAccounts none -> {
        if (none.request() == request) {
          answer(Directory.CLOSED);
        }
        yield true;
      }
      default -> false;
    };
  }

  private void add(FromRelay.Accounts page) {
    String last = "";
    for (FromRelay.Listed account : page.accounts()) {
      last = account.name().value();
      if (!account.name().equals(me)) {
        names.add(account.name());
      }
    }
    // A page that leads no further would lead round in a circle for ever.
    boolean leadsOn = last.compareTo(asked) > 0;
    if (page.more() && leadsOn && way != null && names.size() < Directory.MAX_NAMES) {
      ask(way, last);
    } else {
      answer(new Directory(some(), true, !page.more()));
    }
  }

  private List<Name> some() {
    return names.stream().distinct().sorted().limit(Directory.MAX_NAMES).toList();
  }

  private void answer(Directory directory) {
    List<CompletableFuture<Directory>> asked = List.copyOf(waiting);
    waiting.clear();
    names.clear();
    asked.forEach(each -> each.complete(directory));
  }
}

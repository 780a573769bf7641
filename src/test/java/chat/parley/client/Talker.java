package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Invitation;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A program that writes numbered messages to somebody, as many as the number that it was told last, until it
/// is killed or told no more. What it wrote before it knows from its history. It says `wrote N` as soon as a
/// message is shown, and `done` when all of its own are delivered and all of the other's have come.
public final class Talker {
  private static final int PAGE = 500;

  private final Messenger messenger;
  private final Name peer;
  private final int count;
  private final Set<Integer> written = new HashSet<>();
  private final Set<MessageId> delivered = new HashSet<>();
  private final Set<Integer> heard = new HashSet<>();

  private Talker(Messenger messenger, Name peer, int count) {
    this.messenger = messenger;
    this.peer = peer;
    this.count = count;
  }

  /// @param args name, peer, data folder, invitation, how many messages there will be
  public static void main(String... args) throws Exception {
    Name name = new Name(args[0]);
    KeysFolder keys = KeysFolder.at(Neighbourhood.KEYS);
    Identity me = keys.unlock(name, new char[0]);
    Messengers messengers = Person.messengers(Path.of(args[2]));
    RelayAddress relay = new RelayAddress.Parley(Invitation.parse(args[3]));
    try (Messenger messenger = messengers.open(me, keys, relay)) {
      new Talker(messenger, new Name(args[1]), Integer.parseInt(args[4])).talk();
    }
  }

  private void talk() throws Exception {
    messenger.listen(this::hear);
    for (ChatMessage entry : history(messenger, peer)) {
      hear(entry, false);
    }
    Thread.ofVirtual().start(this::sayWhenDone);
    int last = lastWritten();
    BufferedReader told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      while (last < Integer.parseInt(line)) {
        messenger.send(peer, Integer.toString(++last));
      }
    }
  }

  private synchronized int lastWritten() {
    return written.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private synchronized void sayWhenDone() {
    try {
      while (delivered.size() < count || heard.size() < count) {
        wait();
      }
      System.out.println("done");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(MessengerEvent event) {
    switch (event) {
      case MessengerEvent.MessageAdded added -> hear(added.message(), true);
      case MessengerEvent.MessageChanged changed -> hear(changed.message(), false);
      default -> {}
    }
  }

  private synchronized void hear(ChatMessage entry, boolean isNew) {
    switch (entry) {
      case ChatMessage.Outgoing own -> {
        int number = Integer.parseInt(own.text());
        written.add(number);
        if (own.delivery() instanceof Delivery.Delivered
            || own.delivery() instanceof Delivery.Read) {
          delivered.add(own.id());
        }
        if (isNew) {
          System.out.println("wrote " + number);
        }
      }
      case ChatMessage.Incoming incoming -> heard.add(Integer.parseInt(incoming.text()));
      case ChatMessage.Note _ -> {}
    }
    notifyAll();
  }

  /// A whole conversation, oldest first.
  static List<ChatMessage> history(Messenger messenger, Name peer) throws Exception {
    List<ChatMessage> all = new ArrayList<>();
    List<ChatMessage> page = messenger.page(peer, null, PAGE).get(60, TimeUnit.SECONDS);
    while (!page.isEmpty()) {
      all.addAll(0, page);
      page = messenger.page(peer, page.getFirst().id(), PAGE).get(60, TimeUnit.SECONDS);
    }
    return all;
  }
}

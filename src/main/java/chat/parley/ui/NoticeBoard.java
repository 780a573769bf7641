package chat.parley.ui;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Notice;
import chat.parley.client.Subscription;
import chat.parley.ui.kit.Batches;
import chat.parley.ui.kit.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// Shows what the core wants the user to hear of, until it is closed.
final class NoticeBoard implements AutoCloseable {
  private final Notices notices;
  private final Batches<MessengerEvent> events;
  private final Subscription subscription;

  NoticeBoard(Messenger messenger, Notices notices, Executor fxThread) {
    this.notices = notices;
    events = new Batches<>(fxThread, this::show);
    subscription = messenger.listen(events);
  }

  @Override
  public void close() {
    subscription.close();
    events.close();
  }

  private void show(List<MessengerEvent> batch) {
    List<Notice> heard = new ArrayList<>();
    for (MessengerEvent event : batch) {
      if (event instanceof MessengerEvent.Noticed(Notice notice)) {
        heard.add(notice);
      }
    }
    NoticeWords.of(heard)
        .forEach(words -> notices.show(words.tone(), words.title(), words.text(), words.about()));
  }
}

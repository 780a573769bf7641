package chat.parley.ui.login;

import chat.parley.client.Messenger;
import java.util.List;

/// Keeps what is opened, and closes at once what nobody wants.
record TestHost(List<Messenger> taken) implements LoginHost {
  @Override
  public void opened(Messenger messenger) {
    taken.add(messenger);
  }

  @Override
  public void abandoned(Messenger messenger) {
    messenger.close();
  }
}

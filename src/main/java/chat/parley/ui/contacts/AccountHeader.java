package chat.parley.ui.contacts;

import chat.parley.client.Account;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.Copied;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// Who is logged in, and what one can do as that person.
final class AccountHeader extends HBox {
  private static final Texts TEXTS = Texts.of("contacts");
  private static final double AVATAR_SIZE = 32;

  private final Account account;
  private final AccountActions actions;
  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final Label name = StyleClass.CONTACT_NAME.on(new Label());
  private final MenuButton menu = new MenuButton();
  private final Button meet =
      Icons.button(Feather.PLUS, TEXTS.get("meet") + "  " + Shortcut.NEW_CONVERSATION.text());

  AccountHeader(Account account, AccountActions actions) {
    this.account = account;
    this.actions = actions;
    build();
  }

  private void build() {
    StyleClass.ACCOUNT_HEADER.on(this);
    setAlignment(Pos.CENTER_LEFT);
    avatar.show(account.name(), account.fingerprint());
    name.setText(account.name().value());
    name.setTooltip(new Tooltip(account.name().value()));
    name.setMaxWidth(Double.MAX_VALUE);
    name.setMinWidth(0);
    HBox.setHgrow(name, Priority.ALWAYS);
    Icons.menu(menu, Feather.MORE_HORIZONTAL, TEXTS.get("account", account.name()));
    MenuItem invite =
        item(Feather.LINK, TEXTS.get("copy-invitation"), null, actions::copyInvitation);
    invite.setVisible(actions.canInvite());
    menu.getItems()
        .setAll(
            item(Feather.USER_PLUS, TEXTS.get("meet"), Shortcut.NEW_CONVERSATION, actions::meet),
            item(
                Feather.PLUS_SQUARE,
                TEXTS.get("new-window"),
                Shortcut.NEW_WINDOW,
                actions::newWindow),
            invite,
            item(Feather.COPY, TEXTS.get("copy-fingerprint"), null, this::copyFingerprint),
            new SeparatorMenuItem(),
            item(Feather.SETTINGS, TEXTS.get("settings"), Shortcut.SETTINGS, actions::settings),
            item(Feather.COMMAND, TEXTS.get("shortcuts"), Shortcut.SHORTCUTS, actions::shortcuts),
            item(Feather.INFO, TEXTS.get("about"), null, actions::about),
            new SeparatorMenuItem(),
            item(Feather.LOG_OUT, TEXTS.get("log-out"), null, actions::logOut));
    meet.setOnAction(_ -> actions.meet());
    getChildren().setAll(avatar, name, meet, menu);
  }

  MenuButton menu() {
    return menu;
  }

  private void copyFingerprint() {
    Copied.put(account.fingerprint().hex());
    actions.fingerprintCopied();
  }

  /// The key is written beside the words; the window listens for it.
  private static MenuItem item(
      Ikon icon, String words, @Nullable Shortcut shortcut, Runnable action) {
    MenuItem item =
        new MenuItem(
            shortcut == null ? words : words + "  (" + shortcut.text() + ")", Icons.of(icon));
    item.setOnAction(_ -> action.run());
    return item;
  }
}

package chat.parley.ui.settings;

import chat.parley.model.Appearance;
import chat.parley.ui.kit.Choices;
import chat.parley.ui.kit.FolderChooser;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Paths;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The page of settings. There is nothing to confirm: what is chosen shows at once, in all windows.
public final class SettingsView extends ScrollPane {
  private static final Texts TEXTS = Texts.of("settings");
  private static final Texts.Choices<Appearance> APPEARANCES = TEXTS.choices(Appearance.class);
  private static final int STEP = 10;

  private final SettingsViewModel model;
  private final FolderChooser folders;
  private final ToggleGroup appearances = new ToggleGroup();
  private final Slider size = new Slider(Theme.MIN_SCALE, Theme.MAX_SCALE, 100);
  private final Label percent = new Label();
  private final CheckBox receipts = new CheckBox(TEXTS.get("receipts"));
  private final CheckBox typing = new CheckBox(TEXTS.get("typing"));
  private final VBox names = new VBox(8);
  private final List<ProfileField> fields = new ArrayList<>();
  private final ListChangeListener<ProfileViewModel> profiles = _ -> showNames();
  private final Label folder = new Label();
  private final Button change = new Button(TEXTS.get("change"));

  public SettingsView(SettingsViewModel model, FolderChooser folders) {
    this.model = model;
    this.folders = folders;
    getStyleClass().add("edge-to-edge");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    build();
    bind();
  }

  private void build() {
    VBox page =
        new VBox(
            StyleClass.PAGE_TITLE.on(new Label(TEXTS.get("title"))),
            field(TEXTS.get("appearance"), choices()),
            field(TEXTS.get("size"), sizes()),
            field(TEXTS.get("name"), names),
            field(TEXTS.get("disclosure"), disclosures()),
            field(TEXTS.get("folder"), folderLine()));
    StyleClass.PAGE.on(page);
    StyleClass.SETTINGS.on(page);
    setContent(page);
    setFitToHeight(true);
  }

  private static Node field(String words, Node input) {
    Label label = new Label(words);
    label.setLabelFor(input);
    return StyleClass.FIELD.on(new VBox(label, input));
  }

  private Node choices() {
    FlowPane choices = new FlowPane(16, 8);
    for (Appearance appearance : Appearance.values()) {
      RadioButton choice = new RadioButton(APPEARANCES.get(appearance));
      choice.setToggleGroup(appearances);
      choice.setUserData(appearance);
      Choices.whenChosen(choice, () -> model.appearance().set(appearance));
      choices.getChildren().add(choice);
    }
    return choices;
  }

  private Node sizes() {
    size.setBlockIncrement(STEP);
    size.setMajorTickUnit(STEP);
    size.setMinorTickCount(0);
    size.setSnapToTicks(true);
    size.setAccessibleText(TEXTS.get("size"));
    HBox.setHgrow(size, Priority.ALWAYS);
    percent.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = new HBox(8, new Label(TEXTS.get("size.small")), size, percent);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Node disclosures() {
    return new VBox(
        8,
        disclosure(receipts, TEXTS.get("receipts.means")),
        disclosure(typing, TEXTS.get("typing.means")),
        hint(TEXTS.get("disclosure.hint")));
  }

  private static Node disclosure(CheckBox choice, String meaning) {
    choice.setWrapText(true);
    choice.setAccessibleHelp(meaning);
    Label hint = hint(meaning);
    return StyleClass.CHOICE.on(new VBox(choice, hint));
  }

  private Node folderLine() {
    folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    folder.setMinWidth(0);
    change.setMinWidth(Region.USE_PREF_SIZE);
    change.setAccessibleText(TEXTS.get("folder.change"));
    HBox line = new HBox(8, Icons.of(Feather.FOLDER), folder, change);
    line.setAlignment(Pos.CENTER_LEFT);
    return new VBox(4, line, hint(TEXTS.get("folder.hint")));
  }

  private static Label hint(String words) {
    Label hint = StyleClass.SECONDARY.on(new Label(words));
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    return hint;
  }

  private void bind() {
    // The window may be gone long before the accounts are.
    model.profiles().addListener(new WeakListChangeListener<>(profiles));
    showNames();
    model
        .appearance()
        .subscribe(
            chosen ->
                appearances.getToggles().stream()
                    .filter(toggle -> toggle.getUserData() == chosen)
                    .findFirst()
                    .ifPresent(appearances::selectToggle));
    model
        .textScale()
        .subscribe(
            now -> {
              percent.setText(TEXTS.get("size.percent", now.intValue() / 100.0));
              if (!size.isValueChanging()) {
                size.setValue(now.intValue());
              }
            });
    // While the knob is dragged the page stays as it is: it would run away from under the pointer.
    size.valueProperty().subscribe(this::showOrUse);
    size.valueChangingProperty().subscribe(this::showOrUse);
    model
        .disclosure()
        .subscribe(
            told -> {
              receipts.setSelected(told.readReceipts());
              typing.setSelected(told.typing());
            });
    receipts.setOnAction(event -> model.tellWhatWasRead(receipts.isSelected()));
    typing.setOnAction(event -> model.tellOfTyping(typing.isSelected()));
    model
        .keysFolder()
        .subscribe(
            path -> {
              folder.setText(Paths.brief(path));
              folder.setTooltip(new Tooltip(path.toString()));
            });
    change.setOnAction(
        event ->
            folders
                .choose(this, TEXTS.get("folder.change"), model.keysFolder().get())
                .ifPresent(model::useFolder));
  }

  private void showNames() {
    fields.forEach(ProfileField::close);
    fields.clear();
    model.profiles().forEach(profile -> fields.add(new ProfileField(profile)));
    names.getChildren().setAll(fields);
    names
        .getChildren()
        .add(hint(fields.isEmpty() ? TEXTS.get("name.nobody") : TEXTS.get("name.hint")));
  }

  List<ProfileField> nameFields() {
    return List.copyOf(fields);
  }

  private void showOrUse() {
    int chosen = Math.toIntExact(Math.round(size.getValue() / STEP) * STEP);
    if (size.isValueChanging()) {
      percent.setText(TEXTS.get("size.percent", chosen / 100.0));
    } else {
      model.textScale().set(chosen);
    }
  }

  Slider sizeSlider() {
    return size;
  }

  Button changeFolderButton() {
    return change;
  }

  String folderWords() {
    return folder.getText();
  }
}

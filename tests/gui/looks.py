"""What a window looks like, measured: texts that are cut off, faint or cannot be drawn, keys that lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QFontMetrics,
    QImage,
    QKeySequence,
    QRawFont,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from ipdesk.gui.fonts import SCREEN_FONTS
from ipdesk.gui.labels import Elided
from ipdesk.gui.theme import TEXT
from ipdesk.paths import resource_path

ENOUGH = 4.5  # contrast of text on its background, WCAG 2 AA
MOST_TABS = 400


def shown(window: QWidget) -> Iterator[QWidget]:
    """Yield every widget that can be seen; not what tables, lists and drop-downs are made of."""
    for each in window.findChildren(QWidget):
        if each.isVisible() and each.window() is window and not _is_part(each):
            yield each


class Flashes(QObject):
    """Watches for widgets that become windows of their own for a moment: shown before they are laid out."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._watched = watched
        self.seen: list[str] = []
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Note what is shown as a window."""
        shows = event.type() == QEvent.Type.Show and watched is not self._watched
        if shows and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(name(watched))
        return False


def _is_part(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractItemView | QComboBox):
            return True
        above = above.parentWidget()
    return False


def name(widget: QWidget) -> str:
    """Return what a reader of the screen is told about a widget, or its class."""
    told = QAccessible.queryAccessibleInterface(widget)
    return f"{type(widget).__name__} {told.text(QAccessible.Text.Name)[:60]!r}"


def cut_off(window: QWidget) -> list[str]:
    """Return the labels, buttons and choices whose text has less room than it needs."""
    found = []
    for each in shown(window):
        room, needed = _room(each)
        if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
            found.append(f"{name(each)} needs {needed.toTuple()}, has {room.toTuple()}")
        elif isinstance(each, QLabel | QAbstractButton) and (edge := _beyond(each)):
            found.append(f"{name(each)} reaches {edge} px beyond what holds it")
    return found


def _room(widget: QWidget) -> tuple[QSize, QSize]:
    if isinstance(widget, Elided):
        return QSize(), QSize()
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.size(), QSize(0, widget.heightForWidth(widget.width()))
        return widget.size(), widget.sizeHint()
    if isinstance(widget, QPushButton) and widget.text():
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        part = QStyle.SubElement.SE_PushButtonContents
        room = widget.style().subElementRect(part, option, widget).size()
        return QSize(room.width(), widget.height()), _text_size(widget, widget.text())
    if isinstance(widget, QToolButton) and widget.text():
        return widget.size(), _text_size(widget, widget.text())
    if isinstance(widget, QAbstractButton):
        return widget.size(), QSize(widget.sizeHint().width() if widget.text() else 0, 0)
    if isinstance(widget, QComboBox):
        style = QStyleOptionComboBox()
        widget.initStyleOption(style)
        kind, edit = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return widget.style().subControlRect(kind, style, edit, widget).size(), _text_size(
            widget, widget.currentText()
        )
    if isinstance(widget, QLineEdit) and not widget.text() and widget.placeholderText():
        return widget.size(), _text_size(widget, widget.placeholderText()) + QSize(18, 0)
    return QSize(), QSize()


def _text_size(widget: QWidget, text: str) -> QSize:
    """Return the room a text takes, less 4 px in height: lines of buttons may touch their borders."""
    return QFontMetrics(widget.font()).size(Qt.TextFlag.TextShowMnemonic, text) - QSize(0, 4)


def _beyond(widget: QWidget) -> int:
    """Return by how many pixels a widget is cut by what holds it; scrolling down is no fault.

    Nor is scrolling across, in an area that says that it is made for it.
    """
    at, across_only, worst = widget.rect(), False, 0
    inner: QWidget = widget
    above = widget.parentWidget()
    while above is not None and not inner.isWindow() and not _scrolls_across(above):
        at = QRect(inner.mapTo(above, at.topLeft()), at.size())
        across_only = across_only or isinstance(above.parentWidget(), QAbstractScrollArea)
        worst = max(worst, -at.left(), at.right() - above.width() + 1)
        if not across_only:
            worst = max(worst, -at.top(), at.bottom() - above.height() + 1)
        inner, above = above, above.parentWidget()
    return worst


def _scrolls_across(viewport: QWidget) -> bool:
    area = viewport.parentWidget()
    return isinstance(area, QAbstractScrollArea) and bool(area.property("across"))


def nameless(window: QWidget) -> list[str]:
    """Return what the Tab key stops at without a name to be read out."""
    return [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in shown(window)
        if takes_focus(each) and name(each).endswith("''")
    ]


def takes_focus(widget: QWidget) -> bool:
    """Say whether the Tab key stops at a widget."""
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isEnabled() and widget.focusProxy() is None


def faint(window: QWidget) -> list[str]:
    """Return the labels and buttons whose text colour is too close to what it is drawn on."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("I")
    scale = picture.devicePixelRatio()
    found = []
    for each in shown(window):
        if not isinstance(each, QLabel | QAbstractButton) or not each.text():
            continue
        place = QRect(each.mapTo(window, QPoint()) * scale, each.size() * scale)
        on = _most(pixels, picture.bytesPerLine() // 4, place.intersected(picture.rect()))
        text = each.palette().color(each.foregroundRole())
        if on is not None and (measured := contrast(text, on)) < ENOUGH:
            found.append(f"{name(each)} {text.name()} on {on.name()}: {measured:.1f}")
    return found


def _most(pixels: memoryview[int], width: int, rect: QRect) -> QColor | None:
    """Return the colour most pixels of a rectangle have: its background."""
    counted: Counter[int] = Counter()
    for y in range(rect.top(), rect.bottom() + 1, 2):
        counted.update(pixels[y * width + rect.left() : y * width + rect.right() + 1 : 3])
    return QColor(counted.most_common(1)[0][0]) if counted else None


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours after WCAG 2: 1 for the same, 21 for black on white."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: QColor) -> float:
    parts = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
             for each in (colour.redF(), colour.greenF(), colour.blueF()))  # fmt: skip
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def undrawable(window: QWidget) -> list[str]:
    """Return the signs in the texts shown that neither our own screen font draws nor any font of this machine."""
    any_font = QFontMetrics(QApplication.font())
    ours = QRawFont(str(resource_path("fonts", SCREEN_FONTS[0])), TEXT)
    texts = [each.text() for each in shown(window) if isinstance(each, QLabel | QAbstractButton | QLineEdit)]
    signs = {sign for text in texts for sign in text if sign.isprintable() and not sign.isspace()}
    return sorted(
        f"U+{ord(sign):04X} {sign}"
        for sign in signs
        if not (ours.supportsCharacter(ord(sign)) or any_font.inFontUcs4(ord(sign)))
    )


def doubled_keys(window: QWidget) -> list[str]:
    """Return the key sequences that two acts claim, so that Qt would run neither."""
    keys = [each.shortcut() for each in window.findChildren(QAction)]
    keys += [each.key() for each in window.findChildren(QShortcut)]
    portable = [
        each.toString(QKeySequence.SequenceFormat.PortableText) for each in keys if not each.isEmpty()
    ]
    return sorted(key for key, times in Counter(portable).items() if times > 1)


def _focused(window: QWidget) -> QWidget:
    within: QWidget | None = window.focusWidget()
    return window if within is None else within


def unreached(window: QWidget) -> list[str]:
    """Return what can take the focus but is not reached by the Tab key, from where the focus stands."""
    at = _focused(window)
    reached: set[QWidget] = set()
    for _ in range(MOST_TABS):
        if at in reached:
            break
        reached.add(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        now = _focused(window)
        at = now
    return [name(each) for each in shown(window) if takes_focus(each) and each not in reached]

"""The page with the phones, in a real browser, against the local Telegram and a bot that speaks plain HTTP."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.simulator.server import LocalTelegram

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]  # the browser's

INSIDE = ("data:", "blob:", "chrome:", "chrome-extension:")  # the last two: the browser's own view of a PDF
LAPTOP = (1440, 900)
TELEPHONE = (390, 844)
MORNING = datetime(2027, 1, 15, 1, 30, tzinfo=UTC)  # half past eight in Laos


@dataclass
class StillClock:
    """Stands still until it is told to move."""

    moment: datetime = MORNING

    def now(self) -> datetime:
        return self.moment

    async def advance(self, to: datetime) -> None:
        self.moment = to


@dataclass
class Desk:
    """Everything on the presenter's desk: a local Telegram, the page in a browser, and a bot."""

    telegram: LocalTelegram
    page: Page
    http: aiohttp.ClientSession
    asked: list[str] = field(default_factory=list)

    def phone(self, name: str) -> Locator:
        return self.page.locator(f'section.phone[data-person="{self.person(name)}"]')

    def person(self, name: str) -> int:
        return next(one.id for one in self.telegram.world.people.values() if one.first_name == name)

    async def bot(self, method: str, **parameters: Any) -> Any:
        """One Bot API request; an error fails the test."""
        async with self.http.post(
            f"{self.telegram.url}/bot{self.telegram.token}/{method}", json=parameters
        ) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def bot_sends(self, name: str, method: str, kind: str, file: bytes, file_name: str) -> None:
        form = aiohttp.FormData({"chat_id": str(self.person(name))})
        form.add_field(kind, file, filename=file_name)
        async with self.http.post(f"{self.telegram.url}/bot{self.telegram.token}/{method}", data=form) as response:
            assert response.status == 200, await response.text()

    async def update(self, kind: str) -> Any:
        """The next update of this kind; the ones before it are taken as read."""
        for _ in range(20):
            updates = await self.bot("getUpdates", timeout=5, offset=getattr(self, "offset", 0))
            for update in updates:
                self.offset = update["update_id"] + 1
                if kind in update:
                    return update[kind]
        raise AssertionError(f"no {kind} arrived")

    async def begin(self, name: str) -> Locator:
        """Presses Start on somebody's phone, and gives the phone."""
        phone = self.phone(name)
        await phone.locator("button.start").click()
        await self.update("message")
        return phone

    async def say(self, name: str, text: str, **more: Any) -> int:
        sent = await self.bot("sendMessage", chat_id=self.person(name), text=text, **more)
        return int(sent["message_id"])


@asynccontextmanager
async def _desk(browser: Browser, size: tuple[int, int]) -> AsyncIterator[Desk]:
    clock = StillClock()
    telegram = LocalTelegram(clock=clock, advance=clock.advance)
    for name in ("Noy", "Seng", "Mali"):
        telegram.world.add_person(name, language_code="lo")
    await telegram.start()
    async with aiohttp.ClientSession() as http:
        page = await browser.new_page(
            viewport={"width": size[0], "height": size[1]}, locale="lo-LA", reduced_motion="reduce"
        )
        desk = Desk(telegram, page, http)
        page.on("request", lambda request: desk.asked.append(request.url))
        page.on("pageerror", lambda problem: desk.asked.append(f"error: {problem}"))
        await page.goto(telegram.url)
        yield desk
        await page.close()
    await telegram.stop()
    outside = [url for url in desk.asked if not url.startswith((telegram.url, *INSIDE))]
    assert outside == [], "the page failed or asked the outside network"


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser) -> AsyncIterator[Desk]:
    async with _desk(browser, LAPTOP) as ready:
        yield ready


@pytest_asyncio.fixture(loop_scope="session")
async def small_desk(browser: Browser) -> AsyncIterator[Desk]:
    async with _desk(browser, TELEPHONE) as ready:
        yield ready


def buttons(*rows: list[tuple[str, str]]) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]}


def picture() -> bytes:
    """A green PNG of 40 by 30 pixels."""
    rows = (b"\0" + b"\x20\x80\x40" * 40) * 30
    head = struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


async def test_words_of_the_bot_are_drawn_with_their_entities_and_never_as_markup(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    await desk.say("Noy", "<b>ແຜນ</b> &lt;img src=x onerror=alert(1)&gt; <tg-spoiler>8</tg-spoiler>", parse_mode="HTML")
    text = phone.locator(".message.in .text").last
    await expect(text.locator("strong")).to_have_text("ແຜນ")
    await expect(text).to_contain_text("<img src=x onerror=alert(1)>")
    await text.locator(".spoiler").click()
    await expect(text.locator(".spoiler.revealed")).to_have_text("8")
    assert await text.locator("img").count() == 0


async def test_enter_sends_and_a_reload_shows_everything_again(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    await phone.locator("textarea.composer").fill("ສະບາຍດີ")
    await phone.locator("textarea.composer").press("Enter")
    assert (await desk.update("message"))["text"] == "ສະບາຍດີ"
    await desk.say("Noy", "ສະບາຍດີ ນ້ອຍ")
    await desk.page.reload()
    await expect(phone.locator(".message .text")).to_have_text(["/start", "ສະບາຍດີ", "ສະບາຍດີ ນ້ອຍ"])


async def test_a_tap_turns_until_the_answer_and_the_message_changes_in_its_place(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    message = await desk.say("Noy", "ໜ້າ 1", reply_markup=buttons([("ຕໍ່ໄປ", "next")]))
    button = phone.locator(f'.message[data-id="{message}"] button.inline')
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    tap = await desk.update("callback_query")
    await desk.bot("editMessageText", chat_id=desk.person("Noy"), message_id=message, text="ໜ້າ 2")
    await asyncio.gather(  # it goes by itself after a moment: whoever looks later sees none
        expect(phone.locator(".toast")).to_have_text("ບັນທຶກແລ້ວ"),
        desk.bot("answerCallbackQuery", callback_query_id=tap["id"], text="ບັນທຶກແລ້ວ"),
    )
    await expect(phone.locator(f'.message[data-id="{message}"] .text')).to_have_text("ໜ້າ 2")


async def test_an_alert_stays_until_it_is_read(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    await desk.say("Noy", "?", reply_markup=buttons([("!", "why")]))
    await phone.locator("button.inline").click()
    tap = await desk.update("callback_query")
    await desk.bot("answerCallbackQuery", callback_query_id=tap["id"], text="ມີແຕ່ຫົວໜ້າກຸ່ມ", show_alert=True)
    await expect(phone.get_by_role("alertdialog")).to_contain_text("ມີແຕ່ຫົວໜ້າກຸ່ມ")
    await desk.page.keyboard.press("Enter")
    await expect(phone.get_by_role("alertdialog")).to_have_count(0)


async def test_a_large_button_says_its_own_words(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    await desk.say("Noy", "ຢາກເຮັດຫຍັງ?", reply_markup={"keyboard": [["📚 ບົດຮຽນ"]], "resize_keyboard": True})
    await phone.locator("button.reply").click()
    assert (await desk.update("message"))["text"] == "📚 ບົດຮຽນ"
    await phone.locator("button.keys").click()
    await expect(phone.locator("button.reply")).to_have_count(0)


async def test_a_key_that_asks_for_it_sends_ones_own_phone_number(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    keys = {"keyboard": [[{"text": "📱 My number", "request_contact": True}]], "resize_keyboard": True}
    await desk.say("Noy", "At which number?", reply_markup=keys)
    await phone.locator("button.reply", has_text="My number").click()
    contact = (await desk.update("message"))["contact"]
    assert contact["user_id"] == desk.person("Noy")
    await expect(phone.locator(".message.out").last).to_contain_text(contact["phone_number"])


async def test_a_deep_link_starts_the_bot_on_the_phone_that_tapped_it(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    await desk.say("Noy", "https://t.me/phaen_bot?start=lesson_3")
    await phone.locator(".text a").click()
    message = await desk.update("message")
    assert (message["text"], message["chat"]["id"]) == ("/start lesson_3", desk.person("Noy"))


async def test_a_photo_and_a_pdf_open_over_the_page(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    await desk.bot_sends("Noy", "sendPhoto", "photo", picture(), "field.png")
    await desk.bot_sends("Noy", "sendDocument", "document", b"%PDF-1.4\n%%EOF", "plan.pdf")
    await phone.locator(".photo").click()
    await expect(desk.page.locator(".viewer img")).to_be_visible()
    await desk.page.keyboard.press("Escape")
    await expect(desk.page.locator(".viewer")).to_have_count(0)
    await phone.get_by_role("button", name="plan.pdf").click()
    await expect(desk.page.locator(".viewer")).to_contain_text("plan.pdf")
    await expect(desk.page.locator('.viewer a[download="plan.pdf"]').first).to_be_visible()


async def test_chosen_photos_leave_together_as_an_album_with_their_caption(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    photos = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": picture()} for n in (1, 2)]
    await phone.locator("input.attach").set_input_files(photos)  # type: ignore[arg-type]
    await phone.locator("textarea.composer").fill("ສວນ")
    await phone.locator("button.send").click()
    first, second = await desk.update("message"), await desk.update("message")
    assert first["caption"] == "ສວນ"
    assert first["media_group_id"] == second["media_group_id"]
    await expect(phone.locator(".album .photo")).to_have_count(2)


async def test_a_deleted_message_vanishes(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    message = await desk.say("Noy", "ຜິດແລ້ວ")
    await expect(phone.locator(f'.message[data-id="{message}"]')).to_be_visible()
    await desk.bot("deleteMessage", chat_id=desk.person("Noy"), message_id=message)
    await expect(phone.locator(f'.message[data-id="{message}"]')).to_have_count(0)


async def test_a_reader_further_up_is_left_in_peace_and_told_how_many_are_new(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    for number in range(30):
        await desk.say("Noy", f"ຂໍ້ {number}")
    pane = phone.locator(".pane")
    await expect(phone.locator(".message")).to_have_count(31)
    await pane.evaluate("pane => pane.scrollTo({ top: 100, behavior: 'instant' })")
    await expect(phone.locator(".to-bottom")).to_be_visible()
    await desk.say("Noy", "ໃໝ່")
    await expect(phone.locator(".to-bottom .badge")).to_have_text("1")
    assert await pane.evaluate("pane => pane.scrollTop") == 100
    await phone.locator(".to-bottom").click()
    await expect(phone.locator(".to-bottom")).to_be_hidden()


async def test_a_blocked_bot_can_be_let_in_again(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    await phone.locator("button.phone-menu").click()
    await phone.locator('[role="menuitem"].danger').click()
    assert (await desk.update("my_chat_member"))["new_chat_member"]["status"] == "kicked"
    await phone.locator("button.unblock").click()
    assert (await desk.update("my_chat_member"))["new_chat_member"]["status"] == "member"
    await expect(phone.locator("textarea.composer")).to_be_visible()


async def test_the_clock_goes_on_by_a_day_and_shows_it_in_both_languages(desk: Desk) -> None:
    await expect(desk.page.locator(".clock-face")).to_have_text("08:30ວັນສຸກ, 15 ມັງກອນ 2027")
    await desk.page.locator('button[data-advance="86400"]').click()
    await expect(desk.page.locator(".clock-face")).to_have_text("08:30ວັນເສົາ, 16 ມັງກອນ 2027")
    await desk.page.get_by_role("button", name="English").click()
    await expect(desk.page.locator(".clock-face")).to_have_text("08:30Saturday, 16 January 2027")


async def test_people_make_a_group_with_the_bot_on_the_page(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    await phone.locator("button.back").click()
    await phone.locator("button.compose-group").click()
    await desk.page.locator('dialog input[name="title"]').fill("ກຸ່ມກາເຟ")
    await desk.page.get_by_role("checkbox", name="Seng").check()
    await desk.page.locator("dialog button.primary").click()
    await expect(phone.locator(".happening")).to_have_count(3)
    assert (await desk.update("my_chat_member"))["chat"]["title"] == "ກຸ່ມກາເຟ"


async def test_the_page_comes_back_by_itself_when_telegram_does(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    port = int(desk.telegram.url.rsplit(":", 1)[1])
    await desk.telegram.stop()
    await expect(desk.page.locator("body.offline")).to_have_count(1)
    await desk.telegram.start(port=port)
    await expect(desk.page.locator("body.offline")).to_have_count(0)
    await desk.say("Noy", "ກັບມາແລ້ວ")
    await expect(phone.locator(".message.in .text")).to_have_text(["ກັບມາແລ້ວ"])


async def test_on_a_telephone_one_phone_fills_the_screen_and_tabs_change_the_person(small_desk: Desk) -> None:
    await expect(small_desk.phone("Noy")).to_be_visible()
    await expect(small_desk.phone("Seng")).to_be_hidden()
    await small_desk.page.get_by_role("button", name="Seng").first.click()
    await expect(small_desk.phone("Seng")).to_be_visible()
    await expect(small_desk.phone("Noy")).to_be_hidden()
    assert await small_desk.page.evaluate("document.documentElement.scrollWidth") == TELEPHONE[0]


async def test_the_page_speaks_the_browsers_language_until_somebody_chooses(browser: Browser) -> None:
    telegram = LocalTelegram()
    telegram.world.add_person("Noy")
    await telegram.start()
    for locale, words in (("lo-LA", "ທົດລອງທັງລະດູ"), ("en-US", "Rehearse a season"), ("fr-FR", "Rehearse a season")):
        page = await browser.new_page(locale=locale, reduced_motion="reduce")
        await page.goto(telegram.url)
        await expect(page.locator(".brand p")).to_contain_text(words)
        if locale == "en-US":
            await page.get_by_role("button", name="ລາວ").click()
            await page.reload()
            await expect(page.locator(".brand p")).to_contain_text("ທົດລອງທັງລະດູ")
        await page.close()
    await telegram.stop()


async def test_a_handful_of_people_is_offered_and_everybody_is_found_by_typing(desk: Desk) -> None:
    for number in range(30):
        desk.telegram.world.add_person(f"Person {number}")
    far = desk.telegram.world.add_person("ແກ້ວ")
    desk.telegram.user_api.known = [{"person": far.id, "also": "Kaeo", "role_lo": "ສະມາຊິກ", "role_en": "Member"}]
    await desk.page.reload()
    await desk.page.locator("button.add-phone").click()
    assert await desk.page.locator('[role="menuitem"]').count() < 9
    await desk.page.locator("input.search-people").fill("kaeo")
    await desk.page.locator('[role="menuitem"]', has_text="ແກ້ວ · Kaeo").click()
    await expect(desk.page.locator(f'section.phone[data-person="{far.id}"] .whose')).to_contain_text("ແກ້ວ · Kaeo")


async def test_another_run_of_the_demo_replaces_the_world_that_the_page_shows(desk: Desk) -> None:
    phone = await desk.begin("Noy")
    await expect(phone.locator(".message").first).to_be_visible()
    port = int(desk.telegram.url.rsplit(":", 1)[1])
    await desk.telegram.stop()
    anew = LocalTelegram()
    anew.world.add_person("ຄຳແພງ")
    await anew.start(port=port)
    await expect(desk.page.locator("section.phone")).to_have_count(1)
    await expect(desk.page.locator(".whose")).to_contain_text("ຄຳແພງ")
    await expect(desk.page.locator(".notice")).to_contain_text("ເລີ່ມໃໝ່")
    await anew.stop()


@pytest.mark.parametrize("size", [(1280, 720), (640, 360), (844, 390), (390, 844)])
async def test_messages_get_the_room_also_on_a_low_screen(browser: Browser, size: tuple[int, int]) -> None:
    """On a laptop of 720 px the messages had 146, and on a phone held sideways 10."""
    async with _desk(browser, size) as desk:
        phone = await desk.begin("Noy")
        keyboard = {"keyboard": [[{"text": "one"}, {"text": "two"}]] * 2, "resize_keyboard": True}
        await desk.bot("sendMessage", chat_id=desk.person("Noy"), text="hello", reply_markup=keyboard)
        await expect(phone.locator(".reply").first).to_be_visible()
        if size[1] > 480:
            assert await phone.locator(".pane").evaluate("node => node.clientHeight") >= 203
        else:
            assert await phone.locator(".pane").evaluate("node => node.clientHeight") >= 100


async def test_tab_reaches_what_one_writes_into_first(desk: Desk) -> None:
    await desk.begin("Noy")
    await desk.page.reload()
    await expect(desk.page.locator("textarea.composer").first).to_be_visible()
    await desk.page.keyboard.press("Tab")
    assert await desk.page.evaluate("document.activeElement.className") == "composer"

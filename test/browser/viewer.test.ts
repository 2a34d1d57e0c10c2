/** The viewer of a profile: one choice, search and stretch of time in all views; keys, menu, comparison, failures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { ProfilePageView } from '../../src/webview/viewer/page/profilePageState.ts';
import type { Panel } from './panelPage.ts';
import { sampleProfile } from './sampleProfile.ts';
import { sampleReport } from './sampleReport.ts';
import { fasterProfile, filesMessage, profileFile } from './viewerPage.ts';
import { describePanel } from './withPanels.ts';

const recorded = JSON.stringify(sampleProfile());
const file = profileFile('CPU.20261120.094112.4711.0.001.cpuprofile', recorded);
const faster = JSON.stringify(fasterProfile(sampleProfile()));
const other = profileFile('faster.cpuprofile', faster);

const usual = () => ({
  report: sampleReport(),
  profiles: {},
  first: filesMessage(file),
  files: { [file.id]: recorded, [other.id]: faster },
  picked: other,
});

const axisPx = 22;
const rowPx = 18;
/** The middle of a row, at a part of the width. */
async function inRow(page: Page, row: number, share: number) {
  const width = (await page.locator('.flame-canvas').boundingBox())?.width ?? 0;
  return { x: Math.round(width * share), y: axisPx + row * rowPx + rowPx / 2 };
}
const turnTo = async (page: Page, name: string) => {
  await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name, exact: true }).check();
};
/** A table fills its height once it has been laid out, which is told before the second frame from now. */
const afterLayout = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
const names = async (page: Page) => {
  await afterLayout(page);
  return page.locator('.viewer-table .row .function-name').allTextContents();
};
const row = (page: Page, name: string) => page.locator('.function-name', { hasText: new RegExp(`^${name}$`) });
const chosen = (page: Page) => page.locator('.detail-name').textContent();
const chips = (page: Page) => page.locator('.chip-text').allTextContents();
const graph = async (page: Page) => {
  await page.locator('.viewer').waitFor();
  await turnTo(page, 'Graph');
  await page.locator('.flame-canvas[data-drawn-frames]').waitFor();
};
const pageView = async (panel: Panel) => (await panel.state()).view as ProfilePageView;

describePanel('the viewer of a profile file', usual, ({ withPanel }) => {
  test('asks for the bytes of its file once, and shows them over time', () =>
    withPanel(async ({ page, sent }) => {
      await page.locator('.flame-canvas[data-drawn-frames]').waitFor();
      assert.deepEqual(
        (await sent()).filter(({ type }) => type === 'requestProfile'),
        [{ type: 'requestProfile', fileId: file.id }],
      );
    }));

  test('what is chosen in one view is chosen in all', () =>
    withPanel(async ({ page }) => {
      await graph(page);
      // The third row begins with the heavier of two callees.
      await page.locator('.flame-canvas').click({ position: await inRow(page, 2, 0.1) });
      assert.equal(await chosen(page), 'decode');
      for (const name of ['Top-down', 'Bottom-up', 'Functions']) {
        await turnTo(page, name);
        await page.locator('.viewer-table .row.active').waitFor();
        assert.equal(await page.locator('.viewer-table .row.active .function-name').textContent(), 'decode', name);
      }
      await turnTo(page, 'Files');
      await page.locator('.viewer-table .row.active').waitFor();
      assert.equal(await page.locator('.row.active .function-name').textContent(), 'decode.mjs');
      await turnTo(page, 'Sandwich');
      await page.locator('.flame-canvas[data-drawn-frames]').waitFor();
      assert.match(
        (await page.locator('.flame-canvas').getAttribute('aria-label')) ?? '',
        /^decode of CPU.*who calls it above/,
      );
      await turnTo(page, 'Time');
      assert.equal(await chosen(page), 'decode');
    }));

  test('the tree tables open by keys and say where a row stands', () =>
    withPanel(async ({ page }) => {
      await graph(page);
      await turnTo(page, 'Top-down');
      await page.locator('.path-table').focus();
      for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
      const active = page.locator('.row.active');
      assert.equal(await active.locator('.function-name').textContent(), 'toThumbnail');
      assert.deepEqual(
        await active.evaluate((row) =>
          ['aria-level', 'aria-expanded', 'aria-posinset'].map((name) => row.getAttribute(name)),
        ),
        ['2', 'true', '1'],
      );
      // Back to the caller, and closed.
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      assert.equal(await active.locator('.function-name').textContent(), 'main');
      assert.ok((await page.locator('.row[aria-level="2"]').count()) > 1);
      await page.keyboard.press('ArrowLeft');
      assert.equal(await page.locator('.row[aria-level="2"]').count(), 0);
    }));

  test('a stretch dragged along the axis cuts every table, and its chip takes it away', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      const whole = page.locator('.viewer-sum');
      await page.locator('.flame-canvas[data-drawn-frames]').waitFor();
      const all = await whole.textContent();
      const box = await page.locator('.flame-canvas').boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + box.width * 0.25, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.5, box.y + 10, { steps: 3 });
      await page.mouse.up();
      const { range } = (await pageView(panel)).viewer;
      assert.ok(range);
      const duration = sampleProfile().endTime - sampleProfile().startTime;
      assert.ok(Math.abs((range.endMicros - range.startMicros) / duration - 0.25) < 0.01);
      assert.equal((await chips(page)).length, 1);
      assert.notEqual(await whole.textContent(), all);
      await turnTo(page, 'Functions');
      const cut = await page.locator('.viewer-table .row .ms').first().textContent();
      await page.getByRole('button', { name: /Remove the time range/ }).click();
      assert.equal(await whole.textContent(), all);
      assert.notEqual(await page.locator('.viewer-table .row .ms').first().textContent(), cut);
    }));

  test('Shift with a drag and a drag in the overview choose a stretch too, R that of a call', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await page.locator('.flame-canvas[data-drawn-frames]').waitFor();
      const drag = async (selector: string, y: number, shift: boolean) => {
        const box = await page.locator(selector).boundingBox();
        assert.ok(box);
        if (shift) await page.keyboard.down('Shift');
        await page.mouse.move(box.x + box.width * 0.6, box.y + y);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width * 0.7, box.y + y, { steps: 3 });
        await page.mouse.up();
        if (shift) await page.keyboard.up('Shift');
        const { range } = (await pageView(panel)).viewer;
        assert.ok(range, selector);
        await page.locator('.chip').first().click();
      };
      await drag('.flame-canvas', axisPx + 2 * rowPx, true);
      await drag('.flame-overview', 20, false);
      await page.locator('.flame-canvas').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('r');
      assert.ok((await pageView(panel)).viewer.range);
    }));

  test('the search counts, goes from match to match, takes expressions and filters tables', () =>
    withPanel(async ({ page }) => {
      await graph(page);
      await page.locator('.flame-canvas').focus();
      await page.keyboard.press('/');
      await page.keyboard.type('pako');
      assert.match((await page.locator('.search-status').textContent()) ?? '', /^2 functions, 1\d %, 2 boxes$/);
      await page.keyboard.press('Enter');
      assert.equal(await chosen(page), 'inflateBlock');
      await page.keyboard.press('Enter');
      assert.equal(await chosen(page), 'crc32');
      await page.keyboard.press('Shift+Enter');
      assert.equal(await chosen(page), 'inflateBlock');
      assert.equal(await page.locator('.search-place').textContent(), '1 of 2');
      await turnTo(page, 'Functions');
      assert.deepEqual(await names(page), ['inflateBlock', 'crc32']);
      await page.locator('.search-field').fill('^(de|re)');
      assert.deepEqual(await names(page), []);
      await page.getByRole('button', { name: 'Regular expression' }).click();
      assert.deepEqual((await names(page)).sort(), [
        'decode',
        'decodeScanline',
        'readSync',
        'readUInt32BE',
        'resample',
      ]);
      await page.locator('.search-field').fill('(');
      assert.match(
        (await page.locator('.viewer-search [role=alert]').textContent()) ?? '',
        /no valid regular expression/,
      );
      await page.locator('.search-field').press('Escape');
      assert.ok((await names(page)).length > 8);
    }));

  test('Enter and Shift+Enter go through the search as the picture is read, and bring each match into sight', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await page.locator('.flame-canvas[data-drawn-frames]').waitFor();
      await page.locator('.flame-canvas').focus();
      // A hundredth of the recording is in sight.
      for (let zoom = 0; zoom < 12; zoom++) await page.keyboard.press('w');
      await page.keyboard.press('Control+f');
      await page.keyboard.type('clamp|weight');
      await page.getByRole('button', { name: 'Regular expression' }).click();
      const count = /(\d+) boxes$/.exec((await page.locator('.search-status').textContent()) ?? '');
      assert.ok(Number(count?.[1]) > 20);
      const reached = async () => {
        await afterLayout(page);
        assert.match((await chosen(page)) ?? '', /^(clamp|weight)$/);
        return Number(((await page.locator('.search-place').textContent()) ?? '').split(' of ')[0]);
      };
      const sight = async () => (await pageView(panel)).viewer.window;
      const before = await sight();
      await page.keyboard.press('Enter');
      const first = await reached();
      const starts = [];
      for (let step = 1; step <= 5; step++) {
        await page.keyboard.press('Enter');
        assert.equal(await reached(), ((first - 1 + step) % Number(count?.[1])) + 1);
        starts.push((await sight())?.startMicros ?? 0);
      }
      // Later and later, and as far zoomed in as before.
      assert.deepEqual(
        [...starts].sort((a, b) => a - b),
        starts,
      );
      assert.ok(new Set(starts).size > 1);
      const after = await sight();
      assert.ok(before && after);
      assert.ok(Math.abs(after.endMicros - after.startMicros - (before.endMicros - before.startMicros)) < 1);
      for (let step = 4; step >= 0; step--) await page.keyboard.press('Shift+Enter');
      assert.equal(await reached(), first);
      assert.ok(await page.locator('.search-field').evaluate((field) => field === document.activeElement));
    }));

  test('in tables the search goes row by row and opens what is closed', () =>
    withPanel(async ({ page }) => {
      await graph(page);
      await turnTo(page, 'Top-down');
      await page.locator('.search-field').fill('clamp');
      assert.ok(!(await names(page)).includes('clamp'));
      await page.locator('.search-field').press('Enter');
      assert.equal(await page.locator('.row.active .function-name').textContent(), 'clamp');
      assert.equal(await chosen(page), 'clamp');
      assert.equal(await page.locator('.search-place').textContent(), '1 of 1');
      await turnTo(page, 'Functions');
      await page.locator('.search-field').fill('re');
      // From the chosen row on.
      const shown = await names(page);
      const last = shown.indexOf('clamp');
      const order = [...shown.slice(last + 1), ...shown.slice(0, last + 1)];
      const reached: (string | null)[] = [];
      for (let step = 0; step < shown.length; step++) {
        await page.locator('.search-field').press('Enter');
        reached.push(await page.locator('.row.active .function-name').textContent());
      }
      assert.deepEqual(reached, order);
      await page.getByRole('button', { name: /^Next match/ }).click();
      assert.equal(await page.locator('.row.active .function-name').textContent(), order[0]);
      await page.getByRole('button', { name: /^Previous match/ }).click();
      assert.equal(await page.locator('.row.active .function-name').textContent(), 'clamp');
    }));

  test('the menu of a function hides, merges and focuses; chips undo it', () =>
    withPanel(async ({ page }) => {
      await graph(page);
      await turnTo(page, 'Functions');
      await row(page, 'inflateBlock').click({ button: 'right' });
      const menu = page.getByRole('menu');
      await menu.getByRole('menuitem', { name: 'Merge package pako' }).click();
      assert.deepEqual(await chips(page), ['Merged: pako']);
      assert.ok(!(await names(page)).includes('crc32'));
      await page.locator('.chip').click();
      assert.ok((await names(page)).includes('crc32'));
      // The same by the keyboard.
      await row(page, 'resample').click();
      await page.keyboard.press('Shift+F10');
      await menu.waitFor();
      while ((await page.evaluate(() => document.activeElement?.textContent)) !== 'Focus on this function')
        await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      assert.deepEqual(await chips(page), ['Focus: resample']);
      assert.deepEqual((await names(page)).filter((name) => !name.startsWith('(')).sort(), [
        'clamp',
        'resample',
        'weight',
      ]);
      assert.ok(await page.locator('.group-table').evaluate((table) => table === document.activeElement));
    }));

  test('only my code and idle time change what there is and what shares are of', () =>
    withPanel(async ({ page }) => {
      await graph(page);
      await turnTo(page, 'Functions');
      await page.getByText('Idle time', { exact: true }).click();
      assert.ok((await names(page)).includes('(idle)'));
      await page.getByText('Only my code', { exact: true }).click();
      const left = await names(page);
      assert.ok(left.includes('decode') && !left.includes('crc32'), left.join());
    }));

  test('number keys turn to the views, and a dialog tells how time is attributed', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await graph(page);
      await page.locator('.flame-canvas').focus();
      for (const [key, view] of [
        ['6', 'function'],
        ['5', 'bottomUp'],
        ['3', 'sandwich'],
        ['0', 'lines'],
        ['1', 'time'],
      ] as const) {
        await page.keyboard.press(key);
        assert.equal((await pageView(panel)).viewer.view, view);
      }
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByText('Which time is whose').waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await page.getByRole('dialog').count(), 0);
    }));

  test('Ctrl with a click opens the source, and the stack can be copied', () =>
    withPanel(async ({ page, sent }) => {
      await graph(page);
      await page.locator('.flame-canvas').click({ position: await inRow(page, 2, 0.1), modifiers: ['Control'] });
      assert.deepEqual((await sent()).at(-1), {
        type: 'openLocation',
        location: { file: '/home/ada/thumbnails/src/decode.mjs', line: 21, column: 3 },
        beside: true,
        keepFocus: false,
      });
      await page.evaluate(() => {
        const kept: string[] = ((window as unknown as { copied: string[] }).copied = []);
        Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: (text: string) => Promise.resolve(void kept.push(text)) },
        });
      });
      await page.getByRole('button', { name: 'Copy stack' }).click();
      assert.deepEqual(await page.evaluate(() => (window as unknown as { copied: string[] }).copied), [
        [
          '    at decode (/home/ada/thumbnails/src/decode.mjs:21:3)',
          '    at toThumbnail (/home/ada/thumbnails/src/resize.mjs:31:3)',
          '    at main (/home/ada/thumbnails/src/resize.mjs:61:3)',
        ].join('\n'),
      ]);
    }));

  test('view, stretch, search and transforms come back after the page was hidden', async () => {
    let state: Awaited<ReturnType<Panel['state']>> | undefined;
    await withPanel(async (panel) => {
      const { page } = panel;
      await graph(page);
      await turnTo(page, 'Functions');
      await page.locator('.search-field').fill('re');
      await row(page, 'resample').click();
      await page.getByRole('button', { name: 'Focus', exact: true }).click();
      state = await panel.state();
    });
    assert.deepEqual(state?.profiles, { files: [file.id], comparedWith: null });
    await withPanel(
      async ({ page }) => {
        await page.locator('.group-table').waitFor();
        assert.deepEqual(await chips(page), ['Focus: resample']);
        // The file's name has it too.
        assert.deepEqual((await names(page)).sort(), ['clamp', 'resample', 'weight']);
        assert.equal(await page.locator('.search-field').inputValue(), 're');
      },
      { state: state as NonNullable<typeof state> },
    );
  });

  test('functions and lines are those that were written, where the editor knows a source map', async () => {
    const compiled = sampleProfile(400);
    const decode = compiled.nodes.find(({ callFrame }) => callFrame.functionName === 'decode');
    assert.ok(decode);
    decode.positionTicks = [
      { line: 22, ticks: 3 },
      { line: 23, ticks: 4 },
      { line: 24, ticks: 1 },
    ];
    const text = JSON.stringify(compiled);
    const script = 'file:///home/ada/thumbnails/src/decode.mjs';
    // `decode` begins on line 21, `decodeScanline` on line 52.
    const answer = {
      script,
      sources: ['/home/ada/thumbnails/source/decode.ts'],
      positions: [0, 40, 1, -1, 0, 0],
      names: [null, null],
      lines: [0, 44, 0, 44, -1, 0],
    };
    await withPanel(
      async (panel) => {
        const { page, sent } = panel;
        await graph(page);
        const asked = (await sent()).find(({ type }) => type === 'mapPositions');
        assert.ok(asked?.type === 'mapPositions');
        const positions = asked.scripts.find((one) => one.script === script);
        assert.deepEqual(positions, { script, positions: [21, 3, 52, 3], lines: [22, 23, 24] });
        await turnTo(page, 'Functions');
        const rowText = () => page.locator('.row', { has: row(page, 'decode') }).textContent();
        assert.match((await rowText()) ?? '', /decode\.ts:40/);
        await row(page, 'decode').click();
        await turnTo(page, 'Lines');
        await afterLayout(page);
        assert.deepEqual(await names(page), ['44']);
        assert.match((await page.locator('.line-row').textContent()) ?? '', /44[^]*7/);
        await page.getByText('Lines of decode.ts, by the source map of decode.mjs.').waitFor();
        await page.locator('.line-row').dblclick();
        const opened = (await sent()).at(-1);
        assert.ok(opened?.type === 'openLocation', JSON.stringify(opened));
        assert.deepEqual(opened.location, { file: '/home/ada/thumbnails/source/decode.ts', line: 44, column: 1 });
        // A file of its own, found by its name.
        await page.locator('.search-field').fill('decode.ts');
        await turnTo(page, 'Files');
        assert.deepEqual(await names(page), ['decode.ts']);
      },
      { files: { [file.id]: text }, mapped: [answer] },
    );
    await withPanel(
      async ({ page }) => {
        await graph(page);
        await turnTo(page, 'Functions');
        await row(page, 'decode').click();
        await turnTo(page, 'Lines');
        assert.deepEqual((await names(page)).sort(), ['22', '23', '24']);
        await page.getByText('No source map is known: these are the lines of decode.mjs as it ran.').waitFor();
      },
      { files: { [file.id]: text } },
    );
  });

  test('two profiles are compared in a graph with signs and in tables; noise is quiet', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await graph(page);
      await page.getByText('Compare With…').click();
      await page.locator('.difference-viewer .flame-canvas[data-drawn-frames]').waitFor();
      assert.deepEqual((await panel.state()).profiles, { files: [file.id], comparedWith: other.id });
      await turnTo(page, 'Functions');
      const cells = (name: string) => page.locator('.difference-row', { hasText: name }).innerText();
      assert.match(await cells('weight'), /weight\s*gone/);
      assert.match(await cells('clamp'), /\+\d/);
      assert.match(await cells('inflateBlock'), /noise/);
      await page.getByText('Only beyond the noise').click();
      assert.equal(await page.locator('.difference-row', { hasText: 'inflateBlock' }).count(), 0);
      await page.getByRole('radio', { name: 'By time' }).check();
      assert.match((await page.locator('.difference-sum').textContent()) ?? '', /scaled by/);
      await page.getByText('Stop Comparing').click();
      await page.locator('.viewer-views').waitFor();
    }));

  test('a difference has the same search, menu, transforms and keys as a profile', () =>
    withPanel(async (panel) => {
      const { page, sent } = panel;
      await graph(page);
      await page.getByText('Compare With…').click();
      await page.locator('.difference-viewer .flame-canvas[data-drawn-frames]').waitFor();
      await page.locator('.flame-canvas').focus();
      await page.keyboard.press('/');
      await page.keyboard.type('^(clamp|weight)$');
      await page.getByRole('button', { name: 'Regular expression' }).click();
      assert.match((await page.locator('.search-status').textContent()) ?? '', /^2 functions, \d+ %, 2 boxes$/);
      await page.keyboard.press('Enter');
      assert.equal(await chosen(page), 'clamp', 'the wider one');
      await page.keyboard.press('Enter');
      assert.equal(await chosen(page), 'weight');
      assert.equal(await page.locator('.search-place').textContent(), '2 of 2');
      // From the box on by keys: its caller, the source, the menu.
      await page.locator('.flame-canvas').focus();
      await page.keyboard.press('ArrowUp');
      assert.equal(await chosen(page), 'resample');
      await page.keyboard.press('Control+Enter');
      assert.deepEqual((await sent()).at(-1), {
        type: 'openLocation',
        location: { file: '/home/ada/thumbnails/src/resample.mjs', line: 18, column: 3 },
        beside: true,
        keepFocus: false,
      });
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menuitem', { name: 'Focus on this function' }).click();
      assert.deepEqual(await chips(page), ['Focus: resample']);
      await page.locator('.flame-canvas').focus();
      await page.keyboard.press('2');
      await page.locator('.search-field').fill('');
      // Collections stand on what they interrupted.
      const rows = async () => {
        await afterLayout(page);
        const shown = await page.locator('.difference-row .function-name').allTextContents();
        return shown.filter((name) => !name.startsWith('('));
      };
      assert.deepEqual((await rows()).sort(), ['clamp', 'resample', 'weight']);
      await row(page, 'clamp').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Hide this function' }).click();
      assert.deepEqual(await chips(page), ['Focus: resample', 'Hidden: clamp']);
      assert.deepEqual((await rows()).sort(), ['resample', 'weight']);
      while ((await page.locator('.chip').count()) > 0) await page.locator('.chip').first().click();
      await page.getByText('Only my code', { exact: true }).click();
      assert.ok((await rows()).includes('decode') && !(await rows()).includes('crc32'));
      await page.evaluate(() => {
        const kept: string[] = ((window as unknown as { copied: string[] }).copied = []);
        Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: (text: string) => Promise.resolve(void kept.push(text)) },
        });
      });
      await row(page, 'clamp').click();
      await page.getByRole('button', { name: 'Copy stack' }).click();
      assert.match(
        (await page.evaluate(() => (window as unknown as { copied: string[] }).copied))[0] ?? '',
        /^ {4}at clamp \(.*resample\.mjs:91:3\)\n {4}at resample .*\n {4}at toThumbnail .*\n {4}at main [^\n]*$/,
      );
      await turnTo(page, 'Graph');
      await page.locator('.flame-canvas').hover({ position: await inRow(page, 1, 0.2) });
      assert.match((await page.locator('.flame-tooltip').textContent()) ?? '', /^toThumbnail.*Before.*After.*Noise/);
    }));

  test('a file that cannot be read leaves a sentence, and another one can still be chosen', () => {
    const gone = profileFile('gone.cpuprofile', '');
    return withPanel(
      async ({ page }) => {
        await page.getByText('The file cannot be read: it is not there.').waitFor();
      },
      { first: filesMessage(gone), files: { [gone.id]: null } },
    );
  });

  test('what is no profile, broken or empty says so', async () => {
    for (const [text, expected] of [
      ['{"a": 1}', /not a profile: it is JSON of another kind/],
      ['{"nodes": [{"id": 1, "callFr', /ends too early, after 28 bytes/],
      ['', /not a profile: it is empty/],
    ] as const)
      await withPanel(({ page }) => page.locator('.profile-body').getByText(expected).waitFor(), {
        files: { [file.id]: text },
      });
  });

  test('markup in names stays text', () => {
    const profile = sampleProfile(200);
    const [, , , , node] = profile.nodes;
    assert.ok(node);
    node.callFrame.functionName = '</script><img src=x onerror="document.title=1">';
    const text = JSON.stringify(profile);
    return withPanel(
      async ({ page }) => {
        await graph(page);
        await turnTo(page, 'Functions');
        assert.ok((await names(page)).includes(node.callFrame.functionName));
        assert.equal(await page.locator('.viewer img').count(), 0);
      },
      { files: { [file.id]: text } },
    );
  });

  test('no view is wider than the panel, from narrow to wide, in every theme', () =>
    withPanel(async ({ page, setTheme }) => {
      await page.locator('.viewer').waitFor();
      for (const width of [400, 700, 1500]) {
        await page.setViewportSize({ width, height: 800 });
        for (const name of ['Time', 'Sandwich', 'Top-down', 'Functions', 'Lines']) {
          await turnTo(page, name);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.equal(overflow, 0, `${name} at ${width} px`);
        }
      }
      for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) await setTheme(theme);
    }));
});

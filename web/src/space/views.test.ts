import { sumViews, WINDOW_DAYS } from './views';

it('adds the ads up day by day, over thirty days that end with the last one published', () => {
  const views = sumViews([
    {
      views: 50,
      viewsByDay: [
        { day: '2026-11-21', count: 3 },
        { day: '2026-11-22', count: 4 },
      ],
    },
    { views: 2, viewsByDay: [{ day: '2026-11-22', count: 2 }] },
  ]);
  expect(views.days).toHaveLength(WINDOW_DAYS);
  expect(views.days[0]).toEqual({ day: '2026-10-24', count: 0 });
  expect(views.days.slice(-2)).toEqual([
    { day: '2026-11-21', count: 3 },
    { day: '2026-11-22', count: 6 },
  ]);
  expect(views).toMatchObject({ recent: 9, all: 52 });
});

it('has no days for who has no ads, or only some of today', () => {
  expect(sumViews([])).toEqual({ days: [], recent: 0, all: 0 });
  expect(sumViews([{ views: 0, viewsByDay: [] }])).toEqual({ days: [], recent: 0, all: 0 });
});

it('counts every calendar day once, across the change of hour', () => {
  const days = sumViews([{ views: 1, viewsByDay: [{ day: '2026-11-01', count: 1 }] }]).days.map(({ day }) => day);
  expect(new Set(days).size).toBe(WINDOW_DAYS);
  expect(days).toContain('2026-10-25');
});

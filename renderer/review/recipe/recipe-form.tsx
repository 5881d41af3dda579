import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Input, NumberField, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { limits } from '../../../shared/limits.ts';
import { sentencesOf } from '../../../shared/messages/reason.ts';
import { text } from '../../../shared/messages/text.ts';
import { lowestQuality, recipeLimits } from '../../../shared/recipe-key.ts';
import type { Response } from '../../../shared/contract.ts';
import type { Fill, PhotoRecipe, RecipeUse } from '../../../shared/recipe.ts';
import { cx } from '../../ui/cx.ts';
import { Switch } from '../../ui/switch.tsx';
import {
  shapeName,
  shapes,
  withFormat,
  withMethod,
  withPadding,
  withRatio,
  withShape,
  withTarget,
} from './recipe-draft.ts';
import styles from './recipe-form.module.css';
import { Segments, type SegmentsProps } from './segments.tsx';

interface Props {
  use: RecipeUse;
  recipe: PhotoRecipe;
  names: Response<'recipes.examples'> | null;
  onUse: (use: RecipeUse) => void;
  onChange: (recipe: PhotoRecipe) => void;
  /** The padding is being set: its frame is shown. */
  onPadding: (isHeld: boolean) => void;
}

/** The choices of a recipe, in the order of the work. What has no effect is not shown. */
export function RecipeForm({ use, recipe, names, onUse, onChange, onPadding }: Props) {
  const [isOwn, setIsOwn] = useState(false);
  const { shape } = recipe;
  const named = shapeName(recipe, isOwn);
  return (
    <div className={styles['form']}>
      <Part>
        <ChoiceRow
          label={text('recipe.for')}
          value={use}
          options={(['gallery', 'variants'] as const).map((one) => [one, text(`recipe.use.${one}`)])}
          onChange={onUse}
        />
      </Part>
      <Part title={text('recipe.frame')}>
        <ChoiceRow
          label={text('recipe.shape')}
          value={named}
          options={shapes.map((one) => [one, shapeNames[one]])}
          onChange={(name) => {
            setIsOwn(name === 'own');
            onChange(withShape(recipe, name));
          }}
        />
        {shape.type !== 'as-shot' && named === 'own' ? (
          <Row label={text('recipe.ratio')}>
            <Amount
              label={text('recipe.ratioWidth')}
              value={shape.ratio.width}
              limits={recipeLimits.ratioPart}
              onChange={(width) => onChange(withRatio(recipe, { ...shape.ratio, width }))}
            />
            <span className={styles['soft']}>:</span>
            <Amount
              label={text('recipe.ratioHeight')}
              value={shape.ratio.height}
              limits={recipeLimits.ratioPart}
              onChange={(height) => onChange(withRatio(recipe, { ...shape.ratio, height }))}
            />
          </Row>
        ) : null}
        {shape.type === 'as-shot' ? null : (
          <ChoiceRow
            label={text('recipe.madeBy')}
            value={shape.type}
            options={[
              ['padding', text('recipe.padding')],
              ['crop', text('recipe.crop')],
            ]}
            onChange={(method) => onChange(withMethod(recipe, method))}
          />
        )}
        {shape.type === 'padding' ? (
          <>
            <Row label={text('recipe.fill')}>
              <FillChoice fill={shape.fill} onChange={(fill) => onChange(withPadding(recipe, { fill }))} />
            </Row>
            <Row label={text('recipe.padding')}>
              <PaddingSlider
                value={shape.padding}
                onChange={(padding) => onChange(withPadding(recipe, { padding }))}
                onHeld={onPadding}
              />
            </Row>
          </>
        ) : null}
        <Row label={text('recipe.trim')}>
          <Switch
            label={text(shape.type === 'padding' ? 'recipe.trimBeforePadding' : 'recipe.trimBorders')}
            isSelected={recipe.trim}
            onChange={(trim) => onChange({ ...recipe, trim })}
          />
        </Row>
      </Part>
      <Part title={text('recipe.size')}>
        <Row label={text('recipe.longestEdge')}>
          <Amount
            label={text('recipe.longestEdge')}
            value={recipe.longestEdge}
            placeholder={text('recipe.asInSettings')}
            limits={recipeLimits.edge}
            onChange={(longestEdge) => onChange({ ...recipe, longestEdge })}
            onEmpty={() => onChange({ ...recipe, longestEdge: null })}
          />
          <span className={styles['soft']}>{text('settings.px')}</span>
          <span className={styles['help']}>{text('recipe.zoomNeeds', { pixels: limits.zoomEdge })}</span>
        </Row>
        <ChoiceRow
          label={text('recipe.sharpening')}
          value={recipe.sharpen}
          options={[
            ['off', text('recipe.off')],
            ['screen', text('recipe.screen')],
          ]}
          onChange={(sharpen) => onChange({ ...recipe, sharpen })}
        />
      </Part>
      <Part title={text('recipe.file')}>
        <ChoiceRow
          label={text('recipe.format')}
          value={recipe.format}
          options={(['as-is', 'jpeg', 'png', 'webp'] as const).map((one) => [
            one,
            text(`recipe.format.${one}`),
          ])}
          onChange={(format) => onChange(withFormat(recipe, format))}
        />
        {recipe.format === 'png' ? null : <TargetChoice recipe={recipe} onChange={onChange} />}
        <Row label={text('settings.copyright')}>
          <input
            className={cx(styles['input'], styles['wide'])}
            aria-label={text('settings.copyright')}
            maxLength={recipeLimits.copyright}
            value={recipe.copyright}
            onChange={(event) => onChange({ ...recipe, copyright: event.target.value })}
          />
        </Row>
      </Part>
      <Part title={text('recipe.nameSection')}>
        <NameTemplate recipe={recipe} names={names} onChange={onChange} />
      </Part>
    </div>
  );
}

const shapeNames = {
  'as-shot': text('recipe.asShot'),
  square: text('recipe.square'),
  '4:5': '4:5',
  own: text('recipe.ownRatio'),
} as const;

function Part({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={styles['part']} aria-label={title}>
      {title === undefined ? null : <h2 className={styles['heading']}>{title}</h2>}
      {children}
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles['row']}>
      <span className={styles['label']} aria-hidden>
        {label}
      </span>
      <div className={styles['choice']}>{children}</div>
    </div>
  );
}

function ChoiceRow<T extends string>(props: SegmentsProps<T>) {
  return (
    <Row label={props.label}>
      <Segments {...props} />
    </Row>
  );
}

interface AmountProps {
  label: string;
  value: number | null;
  limits: { readonly min: number; readonly max: number };
  placeholder?: string;
  onChange: (value: number) => void;
  onEmpty?: () => void;
}

/** A whole number within limits, taken when the field is left or Enter pressed. */
function Amount({ label, value, limits: { min, max }, placeholder, onChange, onEmpty }: AmountProps) {
  return (
    <NumberField
      aria-label={label}
      minValue={min}
      maxValue={max}
      step={1}
      formatOptions={{ useGrouping: false }}
      value={value ?? Number.NaN}
      onChange={(next) => {
        if (Number.isInteger(next)) onChange(next);
        else onEmpty?.();
      }}
    >
      <Input className={cx(styles['input'], styles['amount'])} placeholder={placeholder} />
    </NumberField>
  );
}

const usualColour = '#f4f4f4';

function FillChoice({ fill, onChange }: { fill: Fill; onChange: (fill: Fill) => void }) {
  const colour = fill.type === 'colour' ? fill.colour : '#ffffff';
  return (
    <>
      {fill.type === 'edge' ? null : (
        <input
          type="color"
          className={styles['colour']}
          aria-label={text('recipe.fillColour')}
          value={colour}
          onChange={(event) => onChange({ type: 'colour', colour: event.target.value })}
        />
      )}
      <Segments
        label={text('recipe.fill')}
        value={fill.type}
        options={(['white', 'edge', 'colour'] as const).map((one) => [one, text(`recipe.fill.${one}`)])}
        onChange={(type) => onChange(type === 'colour' ? { type, colour: usualColour } : { type })}
      />
    </>
  );
}

interface PaddingProps {
  value: number;
  onChange: (value: number) => void;
  onHeld: (isHeld: boolean) => void;
}

function PaddingSlider({ value, onChange, onHeld }: PaddingProps) {
  const { min, max } = recipeLimits.padding;
  return (
    <>
      <Slider
        aria-label={text('recipe.padding')}
        className={styles['slider'] ?? ''}
        minValue={min}
        maxValue={max}
        value={value}
        onChange={(next) => onChange(next)}
      >
        <SliderTrack className={styles['rail'] ?? ''}>
          {({ state }) => (
            <>
              <span className={styles['filled']} style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
              <SliderThumb
                className={styles['thumb'] ?? ''}
                onFocus={() => onHeld(true)}
                onBlur={() => onHeld(false)}
              />
            </>
          )}
        </SliderTrack>
      </Slider>
      <NumberField
        aria-label={text('recipe.padding')}
        minValue={min}
        maxValue={max}
        step={1}
        value={value}
        formatOptions={{ style: 'unit', unit: 'percent', unitDisplay: 'short' }}
        onChange={(next) => {
          if (Number.isInteger(next)) onChange(next);
        }}
      >
        <Input
          className={cx(styles['input'], styles['amount'])}
          onFocus={() => onHeld(true)}
          onBlur={() => onHeld(false)}
        />
      </NumberField>
    </>
  );
}

/** Bytes as the window shows them: powers of 1,000. */
const kilobyte = 1000;

function TargetChoice({
  recipe,
  onChange,
}: {
  recipe: PhotoRecipe;
  onChange: (recipe: PhotoRecipe) => void;
}) {
  const { target } = recipe;
  return (
    <Row label={text('recipe.target')}>
      <Segments
        label={text('recipe.target')}
        value={target.type}
        options={(['usual', 'quality', 'bytes'] as const).map((one) => [one, text(`recipe.target.${one}`)])}
        onChange={(type) => onChange(withTarget(recipe, type))}
      />
      {target.type === 'quality' ? (
        <Amount
          label={text('recipe.quality', recipeLimits.quality)}
          value={target.quality}
          limits={recipeLimits.quality}
          onChange={(quality) => onChange({ ...recipe, target: { type: 'quality', quality } })}
        />
      ) : null}
      {target.type === 'bytes' ? (
        <>
          <Amount
            label={text('recipe.bytes')}
            value={Math.round(target.bytes / kilobyte)}
            limits={{
              min: recipeLimits.bytes.min / kilobyte,
              max: Math.floor(recipeLimits.bytes.max / kilobyte),
            }}
            onChange={(size) => onChange({ ...recipe, target: { type: 'bytes', bytes: size * kilobyte } })}
          />
          <span className={styles['soft']}>{text('recipe.kilobytes')}</span>
          <p className={styles['soft']}>{text('recipe.bytesHelp', { lowest: lowestQuality })}</p>
        </>
      ) : null}
    </Row>
  );
}

const fields = ['product', 'option', 'view', 'sku', 'number', 'brand'] as const;

function NameTemplate({ recipe, names, onChange }: Pick<Props, 'recipe' | 'names' | 'onChange'>) {
  const input = useRef<HTMLInputElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const { nameTemplate } = recipe;
  const problem = names?.problem ?? null;
  const examples = names?.examples ?? [];

  // What is typed is answered below, where a small window may not show it.
  useEffect(() => {
    const isTyped = names !== null && document.activeElement === input.current;
    if (isTyped) answer.current?.scrollIntoView({ block: 'nearest' });
  }, [names]);

  function insert(field: string): void {
    const at = input.current?.selectionStart ?? nameTemplate.length;
    const to = input.current?.selectionEnd ?? at;
    onChange({ ...recipe, nameTemplate: `${nameTemplate.slice(0, at)}{${field}}${nameTemplate.slice(to)}` });
    input.current?.focus();
  }

  return (
    <>
      <input
        ref={input}
        className={cx(styles['input'], styles['wide'], problem !== null && styles['wrong'])}
        aria-label={text('recipe.nameTemplate')}
        aria-invalid={problem !== null}
        aria-describedby="recipe-names"
        spellCheck={false}
        placeholder={text('recipe.keepsName')}
        maxLength={recipeLimits.nameTemplate}
        value={nameTemplate}
        onChange={(event) => onChange({ ...recipe, nameTemplate: event.target.value })}
      />
      <div className={styles['fields']}>
        {fields.map((field) => (
          <button key={field} type="button" className={styles['field']} onClick={() => insert(field)}>
            {field}
          </button>
        ))}
      </div>
      <div ref={answer} id="recipe-names" className={styles['names']}>
        {problem === null ? (
          examples.map(({ stem, mark, extension, isTooLong }) => (
            <p key={mark}>
              {stem}
              <span className={styles['mark']}>
                -{mark}.{extension}
              </span>
              {isTooLong ? <span className={styles['long']}> {text('recipe.nameIsLong')}</span> : null}
            </p>
          ))
        ) : (
          <p className={styles['problem']} role="alert">
            {sentencesOf(problem)}
          </p>
        )}
      </div>
    </>
  );
}
